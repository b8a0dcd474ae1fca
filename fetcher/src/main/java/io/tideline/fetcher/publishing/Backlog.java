package io.tideline.fetcher.publishing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** How much waits to be published, and since when. */
record Backlog(long rows, long readings, Optional<Instant> oldest) {
    static final Backlog EMPTY = new Backlog(0, 0, Optional.empty());

    Backlog plus(Backlog other) {
        return new Backlog(
                rows + other.rows,
                readings + other.readings,
                Stream.of(oldest, other.oldest).flatMap(Optional::stream).min(Instant::compareTo));
    }

    /** How long the oldest has waited; zero if nothing waits. */
    Duration age(Instant now) {
        return oldest.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
    }
}
