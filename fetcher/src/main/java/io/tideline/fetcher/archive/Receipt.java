package io.tideline.fetcher.archive;

import java.time.Instant;
import java.util.List;

/** A fetch is stored: what it brought. */
public record Receipt(Order order, Counts counts, List<EntityNote> entities, Instant startedAt, Instant finishedAt)
        implements Note {}
