package io.tideline.api.bench;

/** Counts latencies by the millisecond. */
final class Latencies {

    private static final int LONGEST = 120_000;

    private final long[] counts = new long[LONGEST + 1];
    private long all;

    synchronized void add(long millis) {
        counts[(int) Math.min(LONGEST, Math.max(0, millis))]++;
        all++;
    }

    synchronized long count() {
        return all;
    }

    /** The latency that this part of all events does not exceed, in milliseconds; 0 without events. */
    synchronized long quantile(double part) {
        long wanted = (long) Math.ceil(part * all);
        long seen = 0;
        for (int millis = 0; millis <= LONGEST; millis++) {
            seen += counts[millis];
            if (seen >= wanted) {
                return millis;
            }
        }
        return LONGEST;
    }
}
