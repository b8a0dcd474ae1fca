package io.tideline.api.live;

import java.time.Instant;

/** Where a listener begins. */
sealed interface Beginning {

    /** With what is active now. */
    record Now() implements Beginning {}

    /** After the last event that it had. */
    record At(Position position) implements Beginning {}

    /** With what was written at or after a time. */
    record Since(Instant time) implements Beginning {}

    /** After an event that nobody knows. */
    record Unknown() implements Beginning {}
}
