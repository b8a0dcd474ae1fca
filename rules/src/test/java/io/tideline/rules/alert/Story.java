package io.tideline.rules.alert;

import io.tideline.rules.series.Observation;
import java.util.ArrayList;
import java.util.List;

/** Writes down the steps of one rule on one series. */
final class Story {
    private final List<AlertStep> steps = new ArrayList<>();

    LifeState take(Outcome outcome) {
        steps.addAll(outcome.steps());
        return outcome.state();
    }

    LifeState read(AlertLife life, LifeState state, Observation... readings) {
        LifeState next = state;
        for (Observation reading : readings) {
            next = take(life.on(next, reading));
        }
        return next;
    }

    List<AlertStep> steps() {
        return steps;
    }

    AlertStep step(int index) {
        return steps.get(index);
    }

    List<AlertState> states() {
        return steps.stream().map(AlertStep::state).toList();
    }
}
