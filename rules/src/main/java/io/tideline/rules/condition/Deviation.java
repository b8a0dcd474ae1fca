package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reading more than so many standard deviations from the series' own running mean, which is taken before the reading. Mean and variance
 * are exponentially weighted: T. Finch, "Incremental calculation of weighted mean and variance", University of Cambridge 2009, section 9:
 *
 * <pre>diff = x - mean;  mean += a * diff;  variance = (1 - a) * (variance + a * diff * diff)</pre>
 *
 * with a = 2 / (span + 1), or 1 / n for the first readings as long as that is greater: so at first all readings weigh the same (the
 * mean and population variance of Welford), later the last {@code span} readings carry 86 % of the weight. Readings that break the rule are
 * learned too: a lasting new level becomes the normal one. While every reading is equal there is no spread, and nothing is judged.
 *
 * @param moreThan bounds on the signed count of standard deviations
 * @param span in readings, 2 or more
 * @param warmUp readings that are learned before the first is judged, 2 or more
 */
public record Deviation(Bounds moreThan, int span, int warmUp) implements Condition {

    @Override
    public String kind() {
        return "deviation";
    }

    @Override
    public Memory blank() {
        return new RunningMean(this);
    }

    @Override
    public Memory recall(ByteReader in) {
        RunningMean memory = new RunningMean(this);
        memory.home = HomeUnit.read(in);
        memory.count = in.readLong();
        memory.mean = in.readDouble();
        memory.variance = in.readDouble();
        return memory;
    }

    private static final class RunningMean implements Memory {
        private final Deviation deviation;
        private @Nullable String home;
        private long count;
        private double mean;
        private double variance;

        RunningMean(Deviation deviation) {
            this.deviation = deviation;
        }

        @Override
        public Verdict judge(Sample sample) {
            String unit = home == null ? sample.unit() : home;
            Optional<Double> value = HomeUnit.valueIn(unit, sample);
            if (value.isEmpty()) {
                return Verdict.error(RuleError.unitOf(sample.unit(), unit));
            }
            home = unit;
            Verdict verdict = count < deviation.warmUp || variance == 0 ? Verdict.UNJUDGED : verdict(value.get(), unit);
            learn(value.get());
            return verdict;
        }

        private Verdict verdict(double value, String unit) {
            Bounds bounds = deviation.moreThan;
            double spread = Math.sqrt(variance);
            double deviations = (value - mean) / spread;
            double threshold = mean + bounds.nearest(deviations, bounds) * spread;
            return new Verdict(bounds.level(deviations), value, unit, threshold, unit, bounds.excess(deviations), null);
        }

        private void learn(double value) {
            count++;
            double weight = Math.max(1.0 / count, 2.0 / (deviation.span + 1));
            double difference = value - mean;
            mean += weight * difference;
            variance = (1 - weight) * (variance + weight * difference * difference);
        }

        @Override
        public Memory copy() {
            RunningMean copy = new RunningMean(deviation);
            copy.home = home;
            copy.count = count;
            copy.mean = mean;
            copy.variance = variance;
            return copy;
        }

        @Override
        public void write(ByteWriter out) {
            HomeUnit.write(home, out);
            out.writeLong(count);
            out.writeDouble(mean);
            out.writeDouble(variance);
        }
    }
}
