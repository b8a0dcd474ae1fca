package io.tideline.api.rule;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule as the API shows it: its definition, and what is known about it. */
record ShownRule(
        @JsonAnyGetter Map<String, Object> definition,
        int version,
        Instant changedAt,
        String changedBy,
        @Nullable RuleComplaint error) {

    String id() {
        return String.valueOf(definition.get("id"));
    }
}
