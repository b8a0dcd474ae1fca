package io.tideline.fetcher.history;

import java.time.Instant;

/** The readings of a series over an hour, a day or a month that begins at {@code start}, in UTC. */
public record SummaryRow(
        String entity, String metric, String unit, Instant start, long count, double min, double max, double mean) {}
