package io.tideline.fetcher.source;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a source wants to be treated, and how much it is trusted with.
 *
 * @param timeout the longest time for one response, body included
 * @param parallel requests under way at once
 * @param entitiesPerRequest how many entities one URL may name, where it names several
 */
public record Limits(
        Duration connectTimeout,
        Duration timeout,
        int perSecond,
        OptionalInt perDay,
        int parallel,
        int retries,
        int maxBytes,
        int entitiesPerRequest) {}
