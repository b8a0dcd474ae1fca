package io.tideline.fetcher.reading;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One value of a series at one instant, whole milliseconds. The unit is a UCUM code, empty for a count.
 * Its identity is (series, observedAt): a second reading of the same identity is a correction.
 */
public record Reading(SeriesId series, Instant observedAt, double value, String unit) {
    public Reading {
        requireNonNull(series, "series");
        requireNonNull(unit, "unit");
        observedAt = observedAt.truncatedTo(ChronoUnit.MILLIS);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The value is not finite: " + value + " for " + series);
        }
    }

    /** True if the other reading says the same about the same instant. */
    public boolean saysTheSameAs(double otherValue, String otherUnit) {
        return Double.compare(value, otherValue) == 0 && unit.equals(otherUnit);
    }
}
