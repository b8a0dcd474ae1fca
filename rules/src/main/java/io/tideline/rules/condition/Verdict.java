package io.tideline.rules.condition;

import io.tideline.rules.unit.Units;
import org.jspecify.annotations.Nullable;

/**
 * How a condition judges its series at one instant.
 *
 * @param value the value that was judged (of the reading, of the window, of the change), in {@code unit}; null for silence
 * @param threshold the threshold nearest to the value, in {@code thresholdUnit}
 * @param excess how far the value lies beyond its threshold; the greater, the worse. Comparable within one series only
 * @param error why nothing was judged, if a fault of the rule is the cause
 */
public record Verdict(
        Level level,
        @Nullable Double value,
        String unit,
        @Nullable Double threshold,
        String thresholdUnit,
        double excess,
        @Nullable RuleError error) {

    static final Verdict UNJUDGED = new Verdict(Level.UNJUDGED, null, "", null, "", 0, null);

    /** This verdict with its value in another unit. A value that cannot be converted stays as it is. */
    public Verdict in(String other) {
        Double own = value;
        if (own == null || unit.equals(other)) {
            return this;
        }
        return Units.conversion(unit, other)
                .map(by -> new Verdict(
                        level, by.ofValue(own), other, threshold, thresholdUnit, by.ofDifference(excess), error))
                .orElse(this);
    }

    static Verdict error(RuleError error) {
        return new Verdict(Level.UNJUDGED, null, "", null, "", 0, error);
    }
}
