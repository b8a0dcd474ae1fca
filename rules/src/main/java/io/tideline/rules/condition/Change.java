package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A move by more than a difference within a duration: up from the lowest, or down from the highest reading not older than {@code within}.
 * The value of an alert is the signed move. Judged at every reading; bounded and exact as {@link WindowAggregate} is.
 *
 * @param bounds on the signed move, as differences: 9 [degF] are 5 Cel
 */
public record Change(Duration within, Direction direction, Bounds bounds) implements Condition {

    @Override
    public String kind() {
        return "change";
    }

    @Override
    public Memory blank() {
        return new Extremes(this, new RecentReadings(reach()), null);
    }

    @Override
    public Memory recall(ByteReader in) {
        String home = HomeUnit.read(in);
        return new Extremes(this, RecentReadings.read(reach(), in), home);
    }

    /** One millisecond more, so that a reading of exactly {@code within} ago is compared too. */
    private long reach() {
        return within.toMillis() + 1;
    }

    private double move(double value, RecentReadings.Cell all) {
        double rise = value - all.min();
        double fall = value - all.max();
        return switch (direction) {
            case UP -> rise;
            case DOWN -> fall;
            case EITHER -> rise >= -fall ? rise : fall;
        };
    }

    private static final class Extremes implements Memory {
        private final Change change;
        private final RecentReadings recent;
        private @Nullable String home;

        Extremes(Change change, RecentReadings recent, @Nullable String home) {
            this.change = change;
            this.recent = recent;
            this.home = home;
        }

        @Override
        public Verdict judge(Sample sample) {
            String unit = home == null ? sample.unit() : home;
            Optional<Bounds> bounds = change.bounds.in(unit);
            Optional<Double> value = HomeUnit.valueIn(unit, sample);
            if (bounds.isEmpty() || value.isEmpty()) {
                return Verdict.error(RuleError.unitOf(sample.unit(), change.bounds.unit()));
            }
            home = unit;
            recent.add(sample.at(), value.get());
            return bounds.get().judge(change.move(value.get(), recent.all()), change.bounds);
        }

        @Override
        public Memory copy() {
            return new Extremes(change, recent.copy(), home);
        }

        @Override
        public void write(ByteWriter out) {
            HomeUnit.write(home, out);
            recent.write(out);
        }
    }
}
