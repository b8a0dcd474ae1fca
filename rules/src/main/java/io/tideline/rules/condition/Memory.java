package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteWriter;

/** What a condition remembers of one series, bounded in size. Mutable; time only goes forward. */
public interface Memory {
    /** The value of {@link #wakesAt()} when no timer is set. */
    long NEVER = Long.MAX_VALUE;

    /** Takes the next reading in time order. */
    Verdict judge(Sample sample);

    /** When the verdict may change without a reading, in milliseconds of the condition's time axis. */
    default long wakesAt() {
        return NEVER;
    }

    /** Judges anew at the instant that {@link #wakesAt()} gave, which thereby moves on. */
    default Verdict wake(long at) {
        return Verdict.UNJUDGED;
    }

    Memory copy();

    /** Writes what {@link Condition#recall} reads. */
    void write(ByteWriter out);
}
