package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import java.io.Serializable;

/** What a rule watches for. Immutable; what it needs to remember of a series is in a {@link Memory}. */
public sealed interface Condition extends Serializable permits Threshold, Change, WindowAggregate, Silence, Deviation {

    /** The word for this kind of condition in JSON and in alerts. */
    String kind();

    default TimeAxis axis() {
        return TimeAxis.EVENT_TIME;
    }

    /** The memory of a series of which nothing has been seen. */
    Memory blank();

    /** Reads a memory that was written by this kind of condition. */
    Memory recall(ByteReader in);
}
