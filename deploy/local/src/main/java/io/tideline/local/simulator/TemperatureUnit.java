package io.tideline.local.simulator;

/** The units of temperature that a request can choose from. */
enum TemperatureUnit {
    CELSIUS("°C"),
    FAHRENHEIT("°F");

    private final String symbol;

    TemperatureUnit(String symbol) {
        this.symbol = symbol;
    }

    static TemperatureUnit of(String name) {
        return switch (name) {
            case "celsius" -> CELSIUS;
            case "fahrenheit" -> FAHRENHEIT;
            default ->
                throw new BadRequest("Cannot initialize temperature_unit from invalid String value " + name
                        + "; use celsius or fahrenheit.");
        };
    }

    String symbol() {
        return symbol;
    }

    double from(double celsius) {
        return this == CELSIUS ? celsius : Weather.tenths(celsius * 9 / 5 + 32);
    }
}
