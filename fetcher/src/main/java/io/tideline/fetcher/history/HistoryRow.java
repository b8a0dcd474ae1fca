package io.tideline.fetcher.history;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** A kept reading in the words of the HTTP interface. */
@JsonPropertyOrder({"entity", "metric", "observedAt", "value", "unit", "revision", "fetchedAt"})
@RegisterForReflection
public record HistoryRow(
        String entity, String metric, Instant observedAt, double value, String unit, int revision, Instant fetchedAt) {}
