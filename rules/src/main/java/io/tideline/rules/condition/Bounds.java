package io.tideline.rules.condition;

import io.tideline.rules.unit.Conversion;
import io.tideline.rules.unit.Units;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;

/**
 * The thresholds of a condition, with a unit. A value breaks them above {@code high} or below {@code low} (strictly), and clears them from
 * {@code clearLow} to {@code clearHigh} (both included). An infinite bound is none.
 */
public final class Bounds implements Serializable {
    private static final int MOST_UNITS = 32;

    private final double low;
    private final double high;
    private final double clearLow;
    private final double clearHigh;
    private final String unit;
    private final Scale scale;
    private transient Map<String, Optional<Bounds>> converted = new ConcurrentHashMap<>();

    /** What the numbers are: points on the scale of the unit, or differences between two such points. */
    public enum Scale {
        POINT,
        DIFFERENCE
    }

    private Bounds(double low, double high, double clearLow, double clearHigh, String unit, Scale scale) {
        if (!(low <= clearLow && clearLow <= clearHigh && clearHigh <= high)) {
            throw new IllegalArgumentException("thresholds are not in order: low " + low + ", clear " + clearLow
                    + " to " + clearHigh + ", high " + high);
        }
        this.low = low;
        this.high = high;
        this.clearLow = clearLow;
        this.clearHigh = clearHigh;
        this.unit = unit;
        this.scale = scale;
    }

    public static Bounds above(double high, double clear, String unit) {
        return new Bounds(Double.NEGATIVE_INFINITY, high, Double.NEGATIVE_INFINITY, clear, unit, Scale.POINT);
    }

    public static Bounds below(double low, double clear, String unit) {
        return new Bounds(low, Double.POSITIVE_INFINITY, clear, Double.POSITIVE_INFINITY, unit, Scale.POINT);
    }

    public static Bounds outside(double low, double high, double clearLow, double clearHigh, String unit) {
        return new Bounds(low, high, clearLow, clearHigh, unit, Scale.POINT);
    }

    /** Bounds on a signed difference of which the direction says what counts; both numbers are positive, {@code clear} at most {@code by}. */
    public static Bounds moved(Direction direction, double by, double clear, String unit) {
        return switch (direction) {
            case UP ->
                new Bounds(Double.NEGATIVE_INFINITY, by, Double.NEGATIVE_INFINITY, clear, unit, Scale.DIFFERENCE);
            case DOWN ->
                new Bounds(-by, Double.POSITIVE_INFINITY, -clear, Double.POSITIVE_INFINITY, unit, Scale.DIFFERENCE);
            case EITHER -> new Bounds(-by, by, -clear, clear, unit, Scale.DIFFERENCE);
        };
    }

    public String unit() {
        return unit;
    }

    /** The same bounds in another unit; empty if the two cannot be converted. Fast after the first call for a unit. */
    Optional<Bounds> in(String other) {
        Optional<Bounds> known = converted.get(other);
        if (known != null) {
            return known;
        }
        Optional<Bounds> result = other.equals(unit)
                ? Optional.of(this)
                : Units.conversion(unit, other).map(conversion -> convert(conversion, other));
        if (converted.size() < MOST_UNITS) {
            converted.put(other, result);
        }
        return result;
    }

    private Bounds convert(Conversion conversion, String other) {
        DoubleUnaryOperator convert = scale == Scale.POINT ? conversion::ofValue : conversion::ofDifference;
        DoubleUnaryOperator finite = bound -> Double.isInfinite(bound) ? bound : convert.applyAsDouble(bound);
        return new Bounds(
                finite.applyAsDouble(low),
                finite.applyAsDouble(high),
                finite.applyAsDouble(clearLow),
                finite.applyAsDouble(clearHigh),
                other,
                scale);
    }

    boolean areBrokenBy(double value) {
        return value > high || value < low;
    }

    Level level(double value) {
        if (areBrokenBy(value)) {
            return Level.BREAKS;
        }
        return value >= clearLow && value <= clearHigh ? Level.CLEARS : Level.BETWEEN;
    }

    /** How far the value lies beyond the nearer bound; negative within the bounds. */
    double excess(double value) {
        return Math.max(value - high, low - value);
    }

    /** Of these two bounds, given in another unit, the one that the value is nearer to. */
    double nearest(double value, Bounds original) {
        return value - high >= low - value ? original.high : original.low;
    }

    /** The verdict on a value in the unit of these bounds; the threshold is told as it was written in {@code original}. */
    Verdict judge(double value, Bounds original) {
        return new Verdict(level(value), value, unit, nearest(value, original), original.unit, excess(value), null);
    }

    private Object readResolve() {
        return new Bounds(low, high, clearLow, clearHigh, unit, scale);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bounds bounds
                && Double.compare(low, bounds.low) == 0
                && Double.compare(high, bounds.high) == 0
                && Double.compare(clearLow, bounds.clearLow) == 0
                && Double.compare(clearHigh, bounds.clearHigh) == 0
                && unit.equals(bounds.unit)
                && scale == bounds.scale;
    }

    @Override
    public int hashCode() {
        return Objects.hash(low, high, clearLow, clearHigh, unit, scale);
    }

    @Override
    public String toString() {
        return "[" + low + ", " + high + "] clear [" + clearLow + ", " + clearHigh + "] " + unit;
    }
}
