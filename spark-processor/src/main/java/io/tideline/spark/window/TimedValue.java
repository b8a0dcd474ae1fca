package io.tideline.spark.window;

/** A reading as windows see it: times in milliseconds since 1970. */
public record TimedValue(long observedAt, double value, int revision, long fetchedAt, String unit) {

    /** Whether this is a correction of the other value of the same instant, not a repetition or an older state of it. */
    boolean corrects(TimedValue other) {
        if (revision != other.revision) {
            return revision > other.revision;
        }
        return fetchedAt > other.fetchedAt && Double.compare(value, other.value) != 0;
    }
}
