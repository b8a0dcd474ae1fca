package io.tideline.bench.stream;

import io.tideline.bench.Result;

/**
 * Readings per second: of the bare driver, and of each query.
 *
 * @param series the query that writes the same rows as the driver
 */
record Throughput(Shape shape, int count, double driver, double series, double windows, double alerts) {
    static final String HEAD = "%7s %9s %9s %12s %10s %10s %10s %8s %10s"
            .formatted(
                    "rules", "series", "readings", "bare driver", "series", "windows", "alerts", "ratio", "all/driver");

    double ratio() {
        return series / driver;
    }

    double slowest() {
        return Math.min(series, Math.min(windows, alerts));
    }

    String row() {
        return "%7d %9d %9d %12.0f %10.0f %10.0f %10.0f %8.2f %10.2f"
                .formatted(
                        shape.rules(),
                        shape.series(),
                        count,
                        driver,
                        series,
                        windows,
                        alerts,
                        ratio(),
                        slowest() / driver);
    }

    Result result() {
        return new Result()
                .with("ratio", ratio())
                .with("all_ratio", slowest() / driver)
                .with("readings_per_second", series)
                .with("all_queries_per_second", slowest())
                .with("driver_per_second", driver);
    }
}
