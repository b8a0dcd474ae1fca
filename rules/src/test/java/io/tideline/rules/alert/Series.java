package io.tideline.rules.alert;

import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.time.Instant;

/** Readings of one series, in whole seconds after noon. */
final class Series {
    static final SeriesId ID = SeriesId.parse("simulator/phoenix/temperature");
    static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

    private Series() {}

    static Instant at(long second) {
        return NOON.plusSeconds(second);
    }

    /** A reading in Cel, fetched in the instant in which it was observed. */
    static Observation reading(long second, double value) {
        return reading(second, value, 0);
    }

    static Observation reading(long second, double value, int revision) {
        return new Observation(ID, at(second), at(second), value, "Cel", revision);
    }
}
