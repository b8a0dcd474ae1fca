package io.tideline.api.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tideline.api.alert.RuleName;
import java.time.Instant;

/** One reading that breaks a threshold rule, at the instant it was read. */
@RegisterForReflection
record Flag(
        String id,
        RuleName rule,
        String severity,
        String source,
        String entity,
        String metric,
        double value,
        String unit,
        double threshold,
        String thresholdUnit,
        Instant observedAt,
        Instant fetchedAt,
        String message) {

    @JsonProperty("series")
    String series() {
        return source + "/" + entity + "/" + metric;
    }
}
