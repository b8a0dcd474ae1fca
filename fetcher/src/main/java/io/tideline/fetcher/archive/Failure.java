package io.tideline.fetcher.archive;

import io.tideline.fetcher.reading.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A fetch failed, and nothing of it is kept. */
public record Failure(
        Order order,
        FailureReason reason,
        String detail,
        Optional<Duration> retryAfter,
        Instant startedAt,
        Instant finishedAt)
        implements Note {}
