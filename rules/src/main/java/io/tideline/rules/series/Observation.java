package io.tideline.rules.series;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One value of a series as the rules see it. Its identity is (series, observedAt): another value of the same identity
 * revises it. Times are kept to the millisecond, as on the wire; what is finer is cut.
 *
 * @param unit UCUM code where one exists; empty for a count without a unit
 * @param revision 0 for the first value of this identity, one more for each correction; of two values of the same
 *     identity the one of the higher revision holds, and of equal revisions the one that comes later
 */
public record Observation(
        SeriesId series, Instant observedAt, Instant fetchedAt, double value, String unit, int revision) {

    public Observation {
        requireNonNull(series, "series");
        requireNonNull(unit, "unit");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value is not finite: " + value + " for " + series);
        }
        observedAt = observedAt.truncatedTo(ChronoUnit.MILLIS);
        fetchedAt = fetchedAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
