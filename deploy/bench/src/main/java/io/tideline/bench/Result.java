package io.tideline.bench;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last line of a bench, for programs: {@code key=value} pairs in the order in which they were given, parted by one space.
 *
 * <p>Keys have no space and no equals sign; values are numbers, of three significant digits where they have a fraction.
 */
public final class Result {
    private final Map<String, String> values = new LinkedHashMap<>();

    public Result with(String key, long value) {
        values.put(checked(key), Long.toString(value));
        return this;
    }

    public Result with(String key, double value) {
        values.put(checked(key), rounded(value));
        return this;
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(joining(" "));
    }

    private static String checked(String key) {
        if (!key.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("a key is lower case letters, digits and _: " + key);
        }
        return key;
    }

    private static String rounded(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("nothing was measured: " + value);
        return BigDecimal.valueOf(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
