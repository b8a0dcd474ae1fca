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
        @JsonProperty("final") boolean isFinal) {

    /** One window in place of two of the same series, with what the readings of both together come to; the deviation is the population's. */
    Window and(Window other) {
        return other.start.isBefore(start) ? other.then(this) : then(other);
    }

    private Window then(Window later) {
        long both = count + later.count;
        double share = both == 0 ? 0 : (double) later.count / both;
        double apart = later.mean - mean;
        double variance = sd * sd * (1 - share) + later.sd * later.sd * share + apart * apart * share * (1 - share);
        return new Window(
                start,
                later.end.isAfter(end) ? later.end : end,
                both,
                Math.min(min, later.min),
                Math.max(max, later.max),
                mean + apart * share,
                Math.sqrt(variance),
                later.last,
                later.unit,
                isFinal && later.isFinal);
    }
}
