package io.tideline.rules.alert;

import io.tideline.rules.Figures;
import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import io.tideline.rules.condition.Verdict;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an alert as they stand. The unit is that of its first reading.
 *
 * @param excess of the peak
 */
record Tally(
        @Nullable Double value,
        String unit,
        @Nullable Double threshold,
        String thresholdUnit,
        @Nullable Double peak,
        double excess,
        long readings) {

    static Tally first(Verdict verdict, int readings) {
        return new Tally(
                verdict.value(),
                verdict.unit(),
                verdict.threshold(),
                verdict.thresholdUnit(),
                verdict.value(),
                verdict.excess(),
                readings);
    }

    Tally with(Verdict next, int more) {
        Verdict verdict = next.in(unit);
        boolean worse = verdict.excess() > excess;
        return new Tally(
                verdict.value(),
                unit,
                verdict.threshold(),
                verdict.thresholdUnit(),
                worse ? verdict.value() : peak,
                worse ? verdict.excess() : excess,
                readings + more);
    }

    Figures figures() {
        return new Figures(value, unit, threshold, thresholdUnit, peak, readings);
    }

    boolean tellsTheSameAs(AlertStep step) {
        return Objects.equals(value, step.value())
                && unit.equals(step.unit())
                && Objects.equals(threshold, step.threshold())
                && Objects.equals(peak, step.peak())
                && readings == step.readings();
    }

    void write(ByteWriter out) {
        out.writeOptionalDouble(value);
        out.writeText(unit);
        out.writeOptionalDouble(threshold);
        out.writeText(thresholdUnit);
        out.writeOptionalDouble(peak);
        out.writeDouble(excess);
        out.writeLong(readings);
    }

    static Tally read(ByteReader in) {
        return new Tally(
                in.readOptionalDouble(),
                in.readText(),
                in.readOptionalDouble(),
                in.readText(),
                in.readOptionalDouble(),
                in.readDouble(),
                in.readLong());
    }
}
