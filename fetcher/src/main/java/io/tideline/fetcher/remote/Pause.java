package io.tideline.fetcher.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long a source wants to be left alone, by its own word (Retry-After). It holds for all fetches of the source. */
final class Pause {
    private final Clock clock;
    private Instant end = Instant.MIN;

    Pause(Clock clock) {
        this.clock = clock;
    }

    /** The source asked for a pause that begins now. A shorter one does not end a longer one. */
    synchronized void begin(Duration length) {
        Instant asked = clock.instant().plus(length);
        if (asked.isAfter(end)) {
            end = asked;
        }
    }

    /** What is left of it; zero if the source may be asked. */
    synchronized Duration left() {
        Instant now = clock.instant();
        return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
    }
}
