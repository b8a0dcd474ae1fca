package io.tideline.api.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One hop of the pipeline: how it works now. What nobody knows is null, never zero. */
record Hop(
        String hop,
        State state,
        @Nullable Double rate,
        @Nullable String rateUnit,
        @Nullable Double lagSeconds,
        @Nullable Long lagRecords,
        @Nullable Instant lastWorkAt,
        @Nullable String detail) {

    enum State {
        WORKING,
        SLOW,
        STUCK,
        STARVED,
        UNKNOWN
    }

    static Hop working(
            String hop,
            @Nullable Double rate,
            String rateUnit,
            @Nullable Double lagSeconds,
            @Nullable Long lagRecords,
            @Nullable Instant lastWorkAt) {
        return new Hop(hop, State.WORKING, rate, rateUnit, lagSeconds, lagRecords, lastWorkAt, null);
    }

    static Hop unknown(String hop, String detail) {
        return new Hop(hop, State.UNKNOWN, null, null, null, null, null, detail);
    }

    static Hop stuck(String hop, String detail) {
        return new Hop(hop, State.STUCK, null, null, null, null, null, detail);
    }

    /** This hop, which gets nothing because one before it is stuck. */
    Hop starved() {
        return state == State.WORKING
                ? new Hop(hop, State.STARVED, rate, rateUnit, lagSeconds, lagRecords, lastWorkAt, detail)
                : this;
    }
}
