package io.tideline.rules;

import io.tideline.rules.condition.Aggregate;
import io.tideline.rules.condition.Bounds;
import io.tideline.rules.condition.Change;
import io.tideline.rules.condition.Condition;
import io.tideline.rules.condition.Deviation;
import io.tideline.rules.condition.Direction;
import io.tideline.rules.condition.Silence;
import io.tideline.rules.condition.Threshold;
import io.tideline.rules.condition.WindowAggregate;
import io.tideline.rules.unit.Units;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the condition of a rule; every fault is noted in the fields. */
final class ConditionParser {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int DEFAULT_SPAN = 100;
    private static final int DEFAULT_WARM_UP = 30;

    private final JsonFields fields;

    ConditionParser(JsonFields fields) {
        this.fields = fields;
    }

    private enum Kind {
        THRESHOLD,
        CHANGE,
        WINDOW,
        SILENCE,
        DEVIATION
    }

    Optional<Condition> condition() {
        return fields.choice("kind", Kind.values(), JsonFields::lowerCase).flatMap(this::condition);
    }

    private Optional<Condition> condition(Kind kind) {
        return switch (kind) {
            case THRESHOLD -> threshold();
            case CHANGE -> change();
            case WINDOW -> window();
            case SILENCE -> silence();
            case DEVIATION -> deviation();
        };
    }

    private Optional<Condition> threshold() {
        Optional<Bounds> bounds = bounds(unit());
        fields.refuseOthers("kind, above, below, outside, clear, unit");
        return bounds.map(Threshold::new);
    }

    private Optional<Condition> window() {
        Optional<Duration> size = fields.duration("size", SHORTEST);
        Optional<Aggregate> aggregate = fields.choice("aggregate", Aggregate.values(), JsonFields::lowerCase);
        boolean counts = aggregate.filter(Aggregate.COUNT::equals).isPresent();
        Optional<Bounds> bounds = bounds(counts ? Optional.of("") : unit());
        Optional<Integer> minReadings =
                counts ? Optional.of(0) : fields.count("minReadings", 1, 1, "a whole number from 1");
        fields.refuseOthers("kind, size, aggregate, above, below, outside, clear"
                + (counts ? " (a count has neither unit nor minReadings)" : ", unit, minReadings"));
        if (!all(size, aggregate, bounds, minReadings)) {
            return Optional.empty();
        }
        return Optional.of(new WindowAggregate(
                size.orElseThrow(), aggregate.orElseThrow(), bounds.orElseThrow(), minReadings.orElseThrow()));
    }

    private Optional<Condition> change() {
        Optional<Duration> within = fields.duration("within", SHORTEST);
        Optional<Direction> direction = direction();
        Optional<String> unit = unit();
        Optional<Double> by = positive("by");
        Optional<Double> clear = clearWithin("by", by);
        fields.refuseOthers("kind, by, within, direction, clear, unit");
        if (!all(within, direction, unit, by, clear)) {
            return Optional.empty();
        }
        Bounds bounds =
                Bounds.moved(direction.orElseThrow(), by.orElseThrow(), clear.orElseThrow(), unit.orElseThrow());
        return Optional.of(new Change(within.orElseThrow(), direction.orElseThrow(), bounds));
    }

    private Optional<Condition> silence() {
        Optional<Duration> longerThan = fields.duration("longerThan", SHORTEST);
        fields.refuseOthers("kind, longerThan");
        return longerThan.map(Silence::new);
    }

    private Optional<Condition> deviation() {
        Optional<Double> moreThan = positive("moreThan");
        Optional<Double> clear = clearWithin("moreThan", moreThan);
        Optional<Direction> direction = direction();
        Optional<Integer> span = fields.count("span", DEFAULT_SPAN, 2, "a whole number of readings from 2");
        Optional<Integer> warmUp = fields.count("warmUp", DEFAULT_WARM_UP, 2, "a whole number of readings from 2");
        fields.refuseOthers("kind, moreThan (standard deviations), clear, direction, span, warmUp");
        if (!all(moreThan, clear, direction, span, warmUp)) {
            return Optional.empty();
        }
        Bounds bounds = Bounds.moved(direction.orElseThrow(), moreThan.orElseThrow(), clear.orElseThrow(), "");
        return Optional.of(new Deviation(bounds, span.orElseThrow(), warmUp.orElseThrow()));
    }

    private static boolean all(Optional<?>... parts) {
        return Arrays.stream(parts).allMatch(Optional::isPresent);
    }

    private Optional<Direction> direction() {
        return fields.has("direction")
                ? fields.choice("direction", Direction.values(), JsonFields::lowerCase)
                : fields.parsed("direction", Direction.EITHER, "", Direction::valueOf);
    }

    private Optional<String> unit() {
        String expected = "a UCUM code such as Cel, [degF], %, or a name in braces such as {USD}";
        return fields.parsed("unit", "", expected, code -> {
            if (!Units.isUnit(code)) {
                throw new IllegalArgumentException("UCUM does not know it");
            }
            return code;
        });
    }

    /** The bounds as written, without regard to a unit that is itself at fault. */
    private Optional<Bounds> bounds(Optional<String> unit) {
        long written =
                Stream.of("above", "below", "outside").filter(fields::has).count();
        if (written != 1) {
            fields.fault("above", "exactly one of above, below, outside");
            Stream.of("above", "below", "outside", "clear").forEach(fields::ignore);
            return Optional.empty();
        }
        String in = unit.orElse("");
        Optional<Bounds> bounds = fields.has("above") ? above(in) : fields.has("below") ? below(in) : outside(in);
        return unit.flatMap(valid -> bounds);
    }

    private Optional<Bounds> above(String unit) {
        return number("above").flatMap(high -> clear(high)
                .filter(clear -> clear <= high || misplaced("clear", "a number not greater than above"))
                .map(clear -> Bounds.above(high, clear, unit)));
    }

    private Optional<Bounds> below(String unit) {
        return number("below").flatMap(low -> clear(low)
                .filter(clear -> clear >= low || misplaced("clear", "a number not less than below"))
                .map(clear -> Bounds.below(low, clear, unit)));
    }

    private Optional<Bounds> outside(String unit) {
        return fields.range("outside")
                .flatMap(range -> (fields.has("clear") ? fields.range("clear") : Optional.of(range))
                        .filter(clear -> (range[0] <= clear[0] && clear[1] <= range[1])
                                || misplaced("clear", "two numbers within outside, such as [12, 28] for [10, 30]"))
                        .map(clear -> Bounds.outside(range[0], range[1], clear[0], clear[1], unit)));
    }

    private Optional<Double> number(String name) {
        return fields.number(name, "a number");
    }

    private Optional<Double> clear(double otherwise) {
        return fields.has("clear") ? number("clear") : Optional.of(otherwise);
    }

    private Optional<Double> positive(String name) {
        return fields.number(name, "a number greater than 0")
                .filter(number -> number > 0 || misplaced(name, "a number greater than 0"));
    }

    private Optional<Double> clearWithin(String name, Optional<Double> most) {
        if (!fields.has("clear")) {
            return most;
        }
        String expected = "a number from 0 to " + name;
        return fields.number("clear", expected)
                .filter(clear -> (clear >= 0 && clear <= most.orElse(clear)) || misplaced("clear", expected));
    }

    private boolean misplaced(String name, String expected) {
        fields.fault(name, expected);
        return false;
    }
}
