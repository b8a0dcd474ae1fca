package io.tideline.bench.latency;

import io.tideline.bench.Result;
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
        return "%-34s %9d %9d %9d %9d %9d"
                .formatted(name, count(), percentile(0.5), percentile(0.9), percentile(0.99), percentile(1));
    }

    /** Adds p50, p99 and the longest under a name. */
    Result addTo(Result result, String name) {
        return result.with(name + "_p50_ms", percentile(0.5))
                .with(name + "_p99_ms", percentile(0.99))
                .with(name + "_max_ms", percentile(1));
    }
}
