package io.tideline.api.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tideline.api.filter.Labels;
import io.tideline.api.silence.SilenceMark;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the API shows it, at one step of its life, with what people said about it.
 *
 * @param sequence 1 for the first step, one more for each that follows: of two versions the higher one is newer
 */
@RegisterForReflection
public record Alert(
        String id,
        RuleName rule,
        String severity,
        String state,
        String reason,
        String condition,
        String source,
        String entity,
        String metric,
        @Nullable Double value,
        String unit,
        @Nullable Double threshold,
        String thresholdUnit,
        @Nullable Double peak,
        long readings,
        Instant startsAt,
        @Nullable Instant firedAt,
        @Nullable Instant endsAt,
        Instant at,
        @Nullable Instant fetchedAt,
        long sequence,
        String message,
        @Nullable Acknowledgement acknowledgement,
        int comments,
        @Nullable SilenceMark silence) {

    public static final String RESOLVED = "RESOLVED";

    @JsonProperty(value = "series", access = JsonProperty.Access.READ_ONLY)
    public String series() {
        return source + "/" + entity + "/" + metric;
    }

    /** What filters and silences look at. */
    public Labels labels() {
        return new Labels(source, entity, metric, rule.id(), severity, state);
    }

    public boolean hasEnded() {
        return state.equals(RESOLVED);
    }

    public Alert with(Marks marks, @Nullable SilenceMark mark) {
        return new Alert(
                id,
                rule,
                severity,
                state,
                reason,
                condition,
                source,
                entity,
                metric,
                value,
                unit,
                threshold,
                thresholdUnit,
                peak,
                readings,
                startsAt,
                firedAt,
                endsAt,
                at,
                fetchedAt,
                sequence,
                message,
                marks.acknowledgement(),
                marks.comments(),
                mark);
    }

    public Marks marks() {
        return new Marks(acknowledgement, comments);
    }
}
