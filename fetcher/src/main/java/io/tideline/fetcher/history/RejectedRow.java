package io.tideline.fetcher.history;

import java.time.Instant;

/** A record or reading that could not be read, in the words of the HTTP interface. */
public record RejectedRow(
        long id,
        String fetchId,
        String entity,
        String metric,
        String reason,
        String detail,
        String excerpt,
        Instant rejectedAt) {}
