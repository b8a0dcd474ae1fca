package io.tideline.fetcher.stack;

/** Payloads of the source "stations" of the test. */
public final class Stations {
    private Stations() {}

    /** Two documents; values as they stand in JSON. */
    public static String of(String times, String ofA, String ofB) {
        return "[" + document(times, ofA) + "," + document(times, ofB) + "]";
    }

    private static String document(String times, String values) {
        return """
                {"units": {"temperature": "°C"}, "hourly": {"time": [%s], "temperature": [%s]}}""".formatted(times, values);
    }
}
