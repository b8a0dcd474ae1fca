package io.tideline.local.simulator;

import java.time.Instant;

/** One value that an answer held. */
record ServedReading(Place place, Variable variable, Instant time, double value, String unit) {

    /** The same reading, however often and in whatever unit it is asked for. */
    record Identity(Place place, Variable variable, Instant time) {}

    Identity identity() {
        return new Identity(place, variable, time);
    }
}
