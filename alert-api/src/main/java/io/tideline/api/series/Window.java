package io.tideline.api.series;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** The readings of a span of time, in short. */
record Window(
        Instant start,
        Instant end,
        long count,
        double min,
        double max,
        double mean,
        double sd,
        double last,
        String unit,
        @JsonProperty("final") boolean isFinal) {}
