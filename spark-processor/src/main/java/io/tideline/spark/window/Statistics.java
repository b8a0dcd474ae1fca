package io.tideline.spark.window;

import java.nio.ByteBuffer;

/**
 * Count, mean, sum of squared deviations, minimum, maximum and last value of some readings. Two of them merge without loss.
 *
 * @param squares sum of the squared deviations from the mean
 * @param lastAt when the last reading was observed, milliseconds
 */
record Statistics(long count, double mean, double squares, double min, double max, double last, long lastAt) {

    static final Statistics NONE =
            new Statistics(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, Long.MIN_VALUE);
    static final int BYTES = 7 * Long.BYTES;

    boolean isEmpty() {
        return count == 0;
    }

    /** Standard deviation of the readings themselves (the population's): 0 for a single one. */
    double deviation() {
        return Math.sqrt(squares / count);
    }

    /** Chan, Golub, LeVeque: Updating Formulae and a Pairwise Algorithm for Computing Sample Variances (1979). */
    Statistics merge(Statistics other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        long total = count + other.count;
        double difference = other.mean - mean;
        return new Statistics(
                total,
                mean + difference * other.count / total,
                squares + other.squares + difference * difference * count * other.count / total,
                Math.min(min, other.min),
                Math.max(max, other.max),
                lastAt > other.lastAt ? last : other.last,
                Math.max(lastAt, other.lastAt));
    }

    void write(ByteBuffer target) {
        target.putLong(count)
                .putDouble(mean)
                .putDouble(squares)
                .putDouble(min)
                .putDouble(max)
                .putDouble(last)
                .putLong(lastAt);
    }

    static Statistics read(ByteBuffer source) {
        return new Statistics(
                source.getLong(),
                source.getDouble(),
                source.getDouble(),
                source.getDouble(),
                source.getDouble(),
                source.getDouble(),
                source.getLong());
    }
}
