package io.tideline.api.series;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** A series with its latest value. */
record Series(
        String source, String entity, String metric, double value, String unit, Instant observedAt, Instant fetchedAt) {

    @JsonProperty("series")
    String series() {
        return source + "/" + entity + "/" + metric;
    }
}
