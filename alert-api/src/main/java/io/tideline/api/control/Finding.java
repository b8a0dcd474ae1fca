package io.tideline.api.control;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One fault of the pipeline, as it is now.
 *
 * @param entity what is at fault: a hop, a source, a consumer group, a topic
 * @param value what was measured, in {@code unit}; null where nothing is to be measured
 * @param threshold what it should not pass
 * @param holds how long it has to last to become an alert
 */
public record Finding(
        Check check,
        String entity,
        @Nullable Double value,
        @Nullable Double threshold,
        String unit,
        Duration holds,
        String message) {

    /** The source of all series of the pipeline itself. */
    public static final String SOURCE = "tideline";

    public String series() {
        return SOURCE + "/" + entity + "/" + check.metric();
    }
}
