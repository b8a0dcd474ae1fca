package io.tideline.fetcher.archive;

import io.tideline.fetcher.reading.Extract;
import java.time.Instant;
import java.util.List;

/**
 * What a fetch brought, before it is kept.
 *
 * @param trace the W3C trace context of the caller, empty if there is none
 */
public record Delivery(
        Order order, Extract extract, List<EntityNote> entities, Instant startedAt, Instant fetchedAt, String trace) {}
