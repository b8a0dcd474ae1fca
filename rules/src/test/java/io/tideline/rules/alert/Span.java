package io.tideline.rules.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an alert was, without its id, in whole seconds after noon. */
record Span(
        long startsAt,
        @Nullable Long firedAt,
        @Nullable Long endsAt,
        @Nullable Double value,
        @Nullable Double peak,
        long readings) {

    static Span of(AlertStep last) {
        return new Span(
                second(last.startsAt()),
                last.firedAt() == null ? null : Long.valueOf(second(last.firedAt())),
                last.endsAt() == null ? null : Long.valueOf(second(last.endsAt())),
                last.value(),
                last.peak(),
                last.readings());
    }

    private static long second(Instant instant) {
        return instant.getEpochSecond() - Series.NOON.getEpochSecond();
    }
}
