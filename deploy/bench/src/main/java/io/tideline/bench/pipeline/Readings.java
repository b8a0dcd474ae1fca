package io.tideline.bench.pipeline;

import io.tideline.avro.Reading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Readings of invented series. */
public final class Readings {
    private Readings() {}

    /** A temperature in Cel, fetched when it was observed. */
    public static Reading of(String source, String entity, double value, Instant at) {
        Instant instant = at.truncatedTo(ChronoUnit.MILLIS);
        return Reading.newBuilder()
                .setSource(source)
                .setEntity(entity)
                .setMetric("temperature")
                .setValue(value)
                .setUnit("Cel")
                .setObservedAt(instant)
                .setFetchedAt(instant)
                .setFetchId("bench")
                .setRevision(0)
                .build();
    }
}
