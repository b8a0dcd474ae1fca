package io.tideline.rules.unit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A linear conversion between two units: {@code value * factor + offset}.
 *
 * @param factor positive
 */
public record Conversion(BigDecimal factor, BigDecimal offset) implements Serializable {
    static final Conversion IDENTITY = new Conversion(BigDecimal.ONE, BigDecimal.ZERO);
    private static final int EXACT_DIGITS = 16;

    /** Converts a value, as a point on its scale: 0 Cel is 32 [degF]. */
    public double ofValue(double value) {
        return nearest(BigDecimal.valueOf(value).multiply(factor, MathContext.DECIMAL128), offset);
    }

    /** Converts a difference of two values: 1 Cel warmer is 1.8 [degF] warmer. */
    public double ofDifference(double difference) {
        return nearest(BigDecimal.valueOf(difference).multiply(factor, MathContext.DECIMAL128), BigDecimal.ZERO);
    }

    /**
     * The sum, without the digits in which only the rounding of periodic factors such as 5/9 is left. So 32 [degF] is 0 Cel, and
     * not 4e-33 Cel that 0 Cel would lie below.
     */
    private static double nearest(BigDecimal scaled, BigDecimal offset) {
        BigDecimal larger = scaled.abs().max(offset.abs());
        int magnitude = larger.precision() - larger.scale();
        return scaled.add(offset)
                .setScale(EXACT_DIGITS - magnitude, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
