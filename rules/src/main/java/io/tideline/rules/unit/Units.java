package io.tideline.rules.unit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.measure.IncommensurableException;
import javax.measure.MeasurementException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.internal.format.TokenMgrError;
import tech.units.indriya.function.Calculus;
import tech.units.indriya.function.DefaultNumberSystem;
import tech.units.indriya.function.RationalNumber;

/**
 * Units by their UCUM codes (case sensitive), for example {@code Cel}, {@code [degF]}, {@code %}, {@code m/s}. What UCUM does not
 * know is written in braces, for example <code>{USD}</code>; such a unit is convertible to itself alone. The empty text is the
 * unit of a bare count.
 */
public final class Units {
    private static final int MOST_CONVERSIONS = 10_000;

    // Pure results, kept because parsing costs milliseconds and readings come thousands a second.
    private static final Map<String, Map<String, Optional<Conversion>>> CONVERSIONS = new ConcurrentHashMap<>();

    // The parser of the library skips blanks and reads m//s as m.s; UCUM allows neither.
    private static final Pattern LENIENTLY_READ = Pattern.compile("[\\s\\p{Cntrl}]|[/.][/.]");

    static {
        // The library would look for it by the class loader of the thread, which sees too little in pools of Spark and
        // the JDK.
        Calculus.setCurrentNumberSystem(new DefaultNumberSystem());
    }

    private Units() {}

    /** Whether the text is a unit: empty, a UCUM code, or a name in braces. */
    public static boolean isUnit(String code) {
        return code.isEmpty() || parse(code).isPresent();
    }

    /** The conversion from one unit to another; empty where there is none: other dimension, unknown code, or not linear (pH, dB). */
    public static Optional<Conversion> conversion(String from, String to) {
        if (from.equals(to)) {
            return Optional.of(Conversion.IDENTITY);
        }
        Map<String, Optional<Conversion>> targets = CONVERSIONS.get(from);
        if (targets == null) {
            if (CONVERSIONS.size() >= MOST_CONVERSIONS) {
                return derive(from, to);
            }
            targets = CONVERSIONS.computeIfAbsent(from, unit -> new ConcurrentHashMap<>());
        }
        Optional<Conversion> known = targets.get(to);
        if (known != null) {
            return known;
        }
        Optional<Conversion> derived = derive(from, to);
        if (targets.size() < MOST_CONVERSIONS) {
            targets.put(to, derived);
        }
        return derived;
    }

    private static Optional<Conversion> derive(String from, String to) {
        if (from.isEmpty() || to.isEmpty() || from.indexOf('{') >= 0 || to.indexOf('{') >= 0) {
            return Optional.empty();
        }
        return parse(from).flatMap(source -> parse(to).flatMap(target -> derive(source, target)));
    }

    private static Optional<Conversion> derive(Unit<?> from, Unit<?> to) {
        try {
            return linear(from.getConverterToAny(to));
        } catch (IncommensurableException | ArithmeticException | NumberFormatException e) {
            // The last two are what the library throws for logarithmic units.
            return Optional.empty();
        }
    }

    private static Optional<Conversion> linear(UnitConverter converter) {
        BigDecimal offset = exact(converter.convert((Number) BigDecimal.ZERO));
        BigDecimal factor = exact(converter.convert((Number) BigDecimal.ONE)).subtract(offset);
        double atThousand =
                exact(converter.convert((Number) BigDecimal.valueOf(1000))).doubleValue();
        Conversion conversion = new Conversion(factor, offset);
        double expected = conversion.ofValue(1000);
        boolean linear = Math.abs(atThousand - expected) <= 1e-9 * Math.abs(expected);
        return linear && factor.signum() > 0 ? Optional.of(conversion) : Optional.empty();
    }

    private static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof RationalNumber rational) {
            return decimal(rational.getDividend()).divide(decimal(rational.getDivisor()), MathContext.DECIMAL128);
        }
        return new BigDecimal(number.toString());
    }

    private static BigDecimal decimal(BigInteger integer) {
        return new BigDecimal(integer);
    }

    private static Optional<Unit<?>> parse(String code) {
        if (LENIENTLY_READ.matcher(code).find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE).parse(code));
        } catch (MeasurementException | TokenMgrError e) {
            // The generated parser of the library ends some texts with an error of its own.
            return Optional.empty();
        }
    }
}
