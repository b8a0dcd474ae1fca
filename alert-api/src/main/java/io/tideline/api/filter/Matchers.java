package io.tideline.api.filter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Patterns over labels; one that is left out matches all. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record Matchers(
        @Nullable String source,
        @Nullable String entity,
        @Nullable String metric,
        @Nullable String rule,
        @Nullable String severity,
        @Nullable String state) {

    public static final Matchers ALL = new Matchers(null, null, null, null, null, null);

    public Matchers {
        for (String pattern : new @Nullable String[] {source, entity, metric, rule, severity, state}) {
            if (pattern != null) {
                new Glob(pattern);
            }
        }
    }

    public boolean matches(Labels labels) {
        return matches(source, labels.source())
                && matches(entity, labels.entity())
                && matches(metric, labels.metric())
                && matches(rule, labels.rule())
                && matches(severity, labels.severity())
                && matches(state, labels.state());
    }

    @JsonIgnore
    public boolean isEmpty() {
        return equals(ALL);
    }

    /** A label that this kind of event does not have cannot speak against it. */
    private static boolean matches(@Nullable String pattern, String value) {
        return pattern == null || value.isEmpty() || new Glob(Objects.requireNonNull(pattern)).matches(value);
    }
}
