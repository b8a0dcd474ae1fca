package io.tideline.local.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The weather that the simulator serves: a pure function of place, time and heat wave, so that a test can compute what was served.
 * Outside a heat wave no place reaches 34 degrees Celsius (93 degrees Fahrenheit).
 */
public record Weather(HeatWave heatWave) {
    private static final double SECONDS_OF_A_DAY = 86_400;

    /** Degrees Celsius, to one tenth. */
    public double temperature(double latitude, double longitude, Instant time) {
        Place place = new Place(latitude, longitude);
        double usual = yearly(place, time) + 5 * daily(place, time);
        return tenths(heatWave.over(usual, place, time) + noise(place, time));
    }

    /** Percent, whole: the warmer, the drier. */
    public double humidity(double latitude, double longitude, Instant time) {
        double humidity = 95 - 1.6 * temperature(latitude, longitude, time);
        return Math.round(Math.max(5, Math.min(100, humidity)));
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** Warm at the equator, and in summer. */
    private static double yearly(Place place, Instant time) {
        double ofTheYear = ZonedDateTime.ofInstant(time, ZoneOffset.UTC).getDayOfYear() / 365.25;
        double season = -Math.cos(2 * Math.PI * (ofTheYear - 20 / 365.25)) * Math.sin(Math.toRadians(place.latitude()));
        return 27 - 0.3 * Math.abs(place.latitude()) + 10 * season * Math.abs(place.latitude()) / 90;
    }

    /** From -1 at three in the morning to 1 at three in the afternoon, by the sun. */
    private static double daily(Place place, Instant time) {
        double solar = time.getEpochSecond() / SECONDS_OF_A_DAY + place.longitude() / 360;
        return -Math.cos(2 * Math.PI * (solar - 3 / 24.0));
    }

    /** Between -1 and 1: a slow drift from minute to minute, and a little for each second. */
    private static double noise(Place place, Instant time) {
        long second = time.getEpochSecond();
        long minute = Math.floorDiv(second, 60);
        double within = Math.floorMod(second, 60) / 60.0;
        double drift = random(place, minute) * (1 - within) + random(place, minute + 1) * within;
        return 0.8 * drift + 0.2 * random(place, ~second);
    }

    /** Between -1 and 1, the same for the same arguments; the mixing steps are those of SplitMix64. */
    private static double random(Place place, long moment) {
        long mixed = Double.doubleToLongBits(place.latitude()) * 31 + Double.doubleToLongBits(place.longitude());
        mixed = mixed * 31 + moment * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return (mixed >> 11) / (double) (1L << 52);
    }
}
