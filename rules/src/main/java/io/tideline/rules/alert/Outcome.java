package io.tideline.rules.alert;

import io.tideline.rules.condition.RuleError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reading or a timer led to.
 *
 * @param state to go on with
 * @param steps in the order in which they must be told; most often none
 * @param error why the rule could not judge the reading; never together with an alert from that reading
 */
public record Outcome(
        LifeState state, List<AlertStep> steps, @Nullable RuleError error) {
    public Outcome {
        steps = List.copyOf(steps);
    }

    static Outcome unchanged(LifeState state) {
        return new Outcome(state, List.of(), null);
    }
}
