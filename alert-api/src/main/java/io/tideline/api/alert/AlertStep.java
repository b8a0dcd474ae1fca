package io.tideline.api.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step in the life of an alert. */
public record AlertStep(
        long sequence,
        String state,
        String reason,
        @Nullable Double value,
        String unit,
        @Nullable Double peak,
        long readings,
        Instant at,
        String message) {}
