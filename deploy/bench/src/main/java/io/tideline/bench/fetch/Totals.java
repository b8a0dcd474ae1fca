package io.tideline.bench.fetch;

import java.time.Duration;

/** How long the same readings took on each of the three ways: the fetcher, PostgreSQL alone, the producer alone. */
record Totals(long readings, Duration fetch, Duration copy, Duration produce) {
    static final Totals NOTHING = new Totals(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    Totals plus(Totals other) {
        return new Totals(
                readings + other.readings, fetch.plus(other.fetch), copy.plus(other.copy), produce.plus(other.produce));
    }

    double fetchRate() {
        return rate(readings, fetch);
    }

    double copyRate() {
        return rate(readings, copy);
    }

    double produceRate() {
        return rate(readings, produce);
    }

    /** What the fetcher reaches of the slower ceiling. */
    double ratio() {
        return fetchRate() / Math.min(copyRate(), produceRate());
    }

    static Duration timed(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** How many a second. */
    static double rate(long count, Duration took) {
        return count / (took.toNanos() / 1e9);
    }

    interface Work {
        void run() throws Exception;
    }
}
