package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import java.util.Optional;

/** A reading above, below or outside of bounds. */
public record Threshold(Bounds bounds) implements Condition {

    @Override
    public String kind() {
        return "threshold";
    }

    /** Judges a single value, without memory. */
    public Verdict judge(double value, String unit) {
        Optional<Bounds> inUnit = bounds.in(unit);
        return inUnit.isPresent() ? inUnit.get().judge(value, bounds) : Verdict.error(refusal(unit));
    }

    /** Whether a single value breaks the bounds; false if its unit does not fit. Allocates nothing. */
    public boolean isBrokenBy(double value, String unit) {
        Optional<Bounds> inUnit = bounds.in(unit);
        return inUnit.isPresent() && inUnit.get().areBrokenBy(value);
    }

    /** Whether values of the unit can be judged. */
    public boolean accepts(String unit) {
        return bounds.in(unit).isPresent();
    }

    /** Why values of a unit that is not accepted cannot be judged. */
    public RuleError refusal(String unit) {
        return RuleError.unitOf(unit, bounds.unit());
    }

    @Override
    public Memory blank() {
        return new NoMemory(this);
    }

    @Override
    public Memory recall(ByteReader in) {
        return blank();
    }

    private record NoMemory(Threshold threshold) implements Memory {
        @Override
        public Verdict judge(Sample sample) {
            return threshold.judge(sample.value(), sample.unit());
        }

        @Override
        public Memory copy() {
            return this;
        }

        @Override
        public void write(ByteWriter out) {
            // A threshold judges every reading by itself.
        }
    }
}
