package io.tideline.rules.alert;

import io.tideline.rules.condition.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A condition by its definition over all readings so far. */
interface SlowCondition {

    record Judged(Level level, @Nullable Double value, double excess) {}

    /** What is said at a second, whose reading, if there is one, is the last of {@code past}; empty if nothing is said. */
    Optional<Judged> judge(long second, SortedMap<Long, Double> past);

    static Judged above(double value, double high, double clear) {
        Level level = value > high ? Level.BREAKS : value <= clear ? Level.CLEARS : Level.BETWEEN;
        return new Judged(level, value, value - high);
    }

    static Judged below(double value, double low, double clear) {
        Level level = value < low ? Level.BREAKS : value >= clear ? Level.CLEARS : Level.BETWEEN;
        return new Judged(level, value, low - value);
    }

    static Judged outside(double value, double low, double high, double clearLow, double clearHigh) {
        boolean broken = value < low || value > high;
        boolean clear = value >= clearLow && value <= clearHigh;
        Level level = broken ? Level.BREAKS : clear ? Level.CLEARS : Level.BETWEEN;
        return new Judged(level, value, Math.max(low - value, value - high));
    }

    /** Judges each reading by itself. */
    static SlowCondition ofReading(java.util.function.DoubleFunction<Judged> judge) {
        return (second, past) -> Optional.ofNullable(past.get(second)).map(judge::apply);
    }

    /** Judges, at every reading, the readings of (second - size, second]. */
    static SlowCondition ofWindow(
            long size,
            int least,
            ToDoubleFunction<Collection<Double>> aggregate,
            java.util.function.DoubleFunction<Judged> judge) {
        return (second, past) -> {
            Collection<Double> window = past.tailMap(second - size + 1).values();
            return past.containsKey(second) && window.size() >= least
                    ? Optional.of(judge.apply(aggregate.applyAsDouble(window)))
                    : Optional.empty();
        };
    }

    /** Judges the count of the readings of (second - size, second], from one size after the first on. */
    static SlowCondition ofCount(long size, java.util.function.DoubleFunction<Judged> judge) {
        return (second, past) -> past.isEmpty() || second < past.firstKey() + size
                ? Optional.empty()
                : changes(second, size, past)
                        ? Optional.of(
                                judge.apply(past.tailMap(second - size + 1).size()))
                        : Optional.empty();
    }

    private static boolean changes(long second, long size, SortedMap<Long, Double> past) {
        return past.containsKey(second) || past.containsKey(second - size);
    }

    /** The move since any reading of [second - within, second]. */
    static SlowCondition ofRise(long within, double by, double clear) {
        return (second, past) -> Optional.ofNullable(past.get(second))
                .map(value -> above(greatest(rises(value, past.tailMap(second - within))), by, clear));
    }

    static SlowCondition ofFall(long within, double by, double clear) {
        return (second, past) -> Optional.ofNullable(past.get(second))
                .map(value -> below(0 - greatest(rises(-value, negated(past.tailMap(second - within)))), -by, -clear));
    }

    static SlowCondition ofMove(long within, double by, double clear) {
        return (second, past) -> Optional.ofNullable(past.get(second)).map(value -> {
            SortedMap<Long, Double> window = past.tailMap(second - within);
            double rise = greatest(rises(value, window));
            double fall = greatest(rises(-value, negated(window)));
            return outside(rise >= fall ? rise : 0 - fall, -by, by, -clear, clear);
        });
    }

    private static List<Double> rises(double value, SortedMap<Long, Double> window) {
        return window.values().stream().map(before -> value - before).toList();
    }

    private static SortedMap<Long, Double> negated(SortedMap<Long, Double> window) {
        TreeMap<Long, Double> negated = new TreeMap<>();
        window.forEach((second, value) -> negated.put(second, -value));
        return negated;
    }

    private static double greatest(List<Double> numbers) {
        return numbers.stream().mapToDouble(number -> number).max().orElseThrow();
    }

    static SlowCondition ofSilence(long longerThan) {
        return (second, past) -> {
            if (past.containsKey(second)) {
                return Optional.of(new Judged(Level.CLEARS, null, 0));
            }
            return !past.isEmpty() && second - past.lastKey() == longerThan
                    ? Optional.of(new Judged(Level.BREAKS, null, 0))
                    : Optional.empty();
        };
    }

    /** Standard deviations from the weighted mean of all readings before, each weight written out. */
    static SlowCondition ofDeviation(double moreThan, double clear, int span, int warmUp) {
        return (second, past) -> {
            List<Double> before = new ArrayList<>(past.headMap(second).values());
            if (!past.containsKey(second) || before.size() < warmUp) {
                return Optional.empty();
            }
            double[] weights = weights(before.size(), 2.0 / (span + 1));
            double mean = 0;
            for (int i = 0; i < weights.length; i++) {
                mean += weights[i] * before.get(i);
            }
            double variance = 0;
            for (int i = 0; i < weights.length; i++) {
                variance += weights[i] * Math.pow(before.get(i) - mean, 2);
            }
            if (before.stream().distinct().count() == 1) {
                return Optional.empty();
            }
            double deviations = (past.get(second) - mean) / Math.sqrt(variance);
            Judged judged = outside(deviations, -moreThan, moreThan, -clear, clear);
            return Optional.of(new Judged(judged.level(), past.get(second), judged.excess()));
        };
    }

    private static double[] weights(int count, double least) {
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = Math.max(1.0 / (i + 1), least);
            for (int older = 0; older < i; older++) {
                weights[older] *= 1 - weights[i];
            }
        }
        return weights;
    }

    /** All alerts of a rule with this condition. */
    default List<Span> alerts(Map<Long, Double> series, long holdFor, long keepFiringFor, long end) {
        return new SlowLife(this, holdFor, keepFiringFor).run(new TreeMap<>(series), end);
    }
}
