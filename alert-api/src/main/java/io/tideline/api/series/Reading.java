package io.tideline.api.series;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** One value of a series. */
@RegisterForReflection
public record Reading(
        String source,
        String entity,
        String metric,
        double value,
        String unit,
        Instant observedAt,
        Instant fetchedAt,
        int revision) {

    @JsonProperty("series")
    public String series() {
        return source + "/" + entity + "/" + metric;
    }
}
