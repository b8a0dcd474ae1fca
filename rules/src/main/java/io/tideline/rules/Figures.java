package io.tideline.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a message can tell.
 *
 * @param value in {@code unit}; null for silence
 * @param threshold in {@code thresholdUnit}; null where the condition has none
 * @param peak the worst value so far, in {@code unit}
 * @param readings count of readings since the rule began to be broken
 */
public record Figures(
        @Nullable Double value,
        String unit,
        @Nullable Double threshold,
        String thresholdUnit,
        @Nullable Double peak,
        long readings) {
    private static final MathContext SMALL = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final double LARGE = 1e15;

    /** What a message says for a name that stands for a figure. */
    public String word(String name) {
        return switch (name) {
            case "value" -> format(value);
            case "unit" -> unit;
            case "threshold" -> format(threshold);
            case "thresholdUnit" -> thresholdUnit;
            case "peak" -> format(peak);
            case "readings" -> Long.toString(readings);
            default -> throw new IllegalArgumentException("a message knows no " + name);
        };
    }

    /** Two decimals, or three digits for what is smaller than 1; no trailing zeros. */
    private static String format(@Nullable Double number) {
        if (number == null) {
            return "-";
        }
        if (!Double.isFinite(number) || Math.abs(number) >= LARGE) {
            return number.toString();
        }
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal rounded = Math.abs(number) < 1 ? exact.round(SMALL) : exact.setScale(2, RoundingMode.HALF_EVEN);
        return rounded.stripTrailingZeros().toPlainString();
    }
}
