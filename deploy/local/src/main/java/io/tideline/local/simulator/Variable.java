package io.tideline.local.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;

/** What can be asked for, under Open-Meteo's name. */
enum Variable {
    TEMPERATURE("temperature_2m", 1) {
        @Override
        double at(Weather weather, Place place, Instant time, TemperatureUnit unit) {
            return unit.from(weather.temperature(place.latitude(), place.longitude(), time));
        }

        @Override
        String unit(TemperatureUnit unit) {
            return unit.symbol();
        }
    },
    HUMIDITY("relative_humidity_2m", 0) {
        @Override
        double at(Weather weather, Place place, Instant time, TemperatureUnit unit) {
            return weather.humidity(place.latitude(), place.longitude(), time);
        }

        @Override
        String unit(TemperatureUnit unit) {
            return "%";
        }
    };

    private final String key;
    private final int decimals;

    Variable(String key, int decimals) {
        this.key = key;
        this.decimals = decimals;
    }

    static Variable of(String key) {
        return Arrays.stream(values())
                .filter(variable -> variable.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new BadRequest("Cannot initialize variable from invalid String value " + key
                        + "; the simulator knows temperature_2m and relative_humidity_2m."));
    }

    String key() {
        return key;
    }

    /** A value as Open-Meteo writes it: a temperature with one decimal, a humidity with none. */
    BigDecimal written(double value) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    abstract double at(Weather weather, Place place, Instant time, TemperatureUnit unit);

    abstract String unit(TemperatureUnit unit);
}
