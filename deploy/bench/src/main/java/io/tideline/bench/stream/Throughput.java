package io.tideline.bench.stream;

import io.tideline.bench.Result;

/**
 * Readings per second: of the bare driver, which writes the rows that the job leaves of them, and of each query.
 */
record Throughput(Shape shape, int count, double driver, double series, double windows, double alerts) {
    static final String HEAD = "%7s %9s %9s %12s %10s %10s %10s %8s"
            .formatted("rules", "series", "readings", "bare driver", "series", "windows", "alerts", "ratio");

    /** Of the slowest query, since the rows are those of all. */
    double ratio() {
        return slowest() / driver;
    }

    private double slowest() {
        return Math.min(series, Math.min(windows, alerts));
    }

    String row() {
        return "%7d %9d %9d %12.0f %10.0f %10.0f %10.0f %8.2f"
                .formatted(shape.rules(), shape.series(), count, driver, series, windows, alerts, ratio());
    }

    Result result() {
        return new Result()
                .with("ratio", ratio())
                .with("readings_per_second", slowest())
                .with("series_per_second", series)
                .with("driver_per_second", driver);
    }
}
