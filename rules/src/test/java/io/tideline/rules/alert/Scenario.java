package io.tideline.rules.alert;

import static io.tideline.rules.alert.SlowCondition.above;
import static io.tideline.rules.alert.SlowCondition.below;
import static io.tideline.rules.alert.SlowCondition.outside;

import io.tideline.rules.Rule;
import io.tideline.rules.RuleText;
import java.util.Collection;
import java.util.Collections;

/** Conditions for random values from 0 to 10, each beside its definition. */
@SuppressWarnings("ImmutableEnumChecker") // the definitions are stateless lambdas
enum Scenario {
    ABOVE("'kind': 'threshold', 'above': 6, 'clear': 4, 'unit': 'Cel'", SlowCondition.ofReading(v -> above(v, 6, 4))),
    BELOW("'kind': 'threshold', 'below': 4, 'unit': 'Cel'", SlowCondition.ofReading(v -> below(v, 4, 4))),
    OUTSIDE(
            "'kind': 'threshold', 'outside': [2, 8], 'clear': [4, 6], 'unit': 'Cel'",
            SlowCondition.ofReading(v -> outside(v, 2, 8, 4, 6))),
    MEAN(
            "'kind': 'window', 'size': 'PT6S', 'aggregate': 'mean', 'above': 6, 'clear': 5, 'unit': 'Cel'",
            SlowCondition.ofWindow(6, 1, Scenario::mean, v -> above(v, 6, 5))),
    MIN(
            "'kind': 'window', 'size': 'PT4S', 'aggregate': 'min', 'above': 3, 'minReadings': 2, 'unit': 'Cel'",
            SlowCondition.ofWindow(4, 2, Collections::min, v -> above(v, 3, 3))),
    MAX(
            "'kind': 'window', 'size': 'PT7S', 'aggregate': 'max', 'below': 7, 'clear': 8, 'unit': 'Cel'",
            SlowCondition.ofWindow(7, 1, Collections::max, v -> below(v, 7, 8))),
    COUNT_BELOW(
            "'kind': 'window', 'size': 'PT6S', 'aggregate': 'count', 'below': 3, 'clear': 4",
            SlowCondition.ofCount(6, v -> below(v, 3, 4))),
    COUNT_ABOVE(
            "'kind': 'window', 'size': 'PT5S', 'aggregate': 'count', 'above': 3, 'clear': 1",
            SlowCondition.ofCount(5, v -> above(v, 3, 1))),
    RISE(
            "'kind': 'change', 'by': 5, 'within': 'PT4S', 'direction': 'up', 'clear': 2, 'unit': 'Cel'",
            SlowCondition.ofRise(4, 5, 2)),
    FALL(
            "'kind': 'change', 'by': 4, 'within': 'PT6S', 'direction': 'down', 'unit': 'Cel'",
            SlowCondition.ofFall(6, 4, 4)),
    MOVE("'kind': 'change', 'by': 6, 'within': 'PT5S', 'clear': 3, 'unit': 'Cel'", SlowCondition.ofMove(5, 6, 3)),
    SILENCE("'kind': 'silence', 'longerThan': 'PT3S'", SlowCondition.ofSilence(3)),
    DEVIATION(
            "'kind': 'deviation', 'moreThan': 1.5, 'clear': 0.7, 'span': 6, 'warmUp': 3",
            SlowCondition.ofDeviation(1.5, 0.7, 6, 3));

    private final String condition;
    private final SlowCondition slow;

    Scenario(String condition, SlowCondition slow) {
        this.condition = condition.replace('\'', '"');
        this.slow = slow;
    }

    private static double mean(Collection<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    Rule rule(int holdFor, int keepFiringFor) {
        return RuleText.rule(
                "{" + condition + "}",
                "\"for\": \"PT" + holdFor + "S\"",
                "\"keepFiringFor\": \"PT" + keepFiringFor + "S\"");
    }

    SlowCondition slow() {
        return slow;
    }
}
