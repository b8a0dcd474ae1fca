package io.tideline.spark.bench;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Delays in milliseconds; many threads may add, one reads when all have ended. */
final class Delays {

    private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();

    void add(long delay) {
        millis.add(delay);
    }

    int count() {
        return millis.size();
    }

    /** The delay that this share of all stay below or equal; -1 if there are none. */
    long percentile(double share) {
        long[] sorted = millis.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? -1 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    String row(String name) {
        return String.format(
                "%-34s %9d %9d %9d %9d %9d",
                name, count(), percentile(0.5), percentile(0.9), percentile(0.99), percentile(1));
    }
}
