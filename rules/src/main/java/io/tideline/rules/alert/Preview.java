package io.tideline.rules.alert;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.tideline.rules.Rule;
import io.tideline.rules.condition.RuleError;
import io.tideline.rules.condition.TimeAxis;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule would have said about readings that are already there: the same as the job says about them.
 *
 * @param alerts each as it stood at the end, by start
 * @param errors why readings could not be judged, each once
 */
public record Preview(List<AlertStep> alerts, List<RuleError> errors) {
    public Preview {
        alerts = List.copyOf(alerts);
        errors = List.copyOf(errors);
    }

    /**
     * Runs a rule over stored readings. Those of series that the rule does not select are left out.
     *
     * @param readings of any number of series, in any order
     * @param until up to when time passes after the last reading; a silence is seen only if it has lasted by then
     */
    public static Preview run(Rule rule, Iterable<Observation> readings, Instant until) {
        Run run = new Run(rule, until);
        bySeries(rule, readings).forEach(run::series);
        return new Preview(
                run.alerts.stream().sorted(comparing(AlertStep::startsAt)).toList(), List.copyOf(run.errors));
    }

    private static Map<SeriesId, List<Observation>> bySeries(Rule rule, Iterable<Observation> readings) {
        Map<SeriesId, List<Observation>> bySeries = new LinkedHashMap<>();
        for (Observation reading : readings) {
            if (rule.series().matches(reading.series())) {
                bySeries.computeIfAbsent(reading.series(), series -> new ArrayList<>())
                        .add(reading);
            }
        }
        return bySeries;
    }

    private static final class Run {
        private final Rule rule;
        private final Instant until;
        private final List<AlertStep> alerts = new ArrayList<>();
        private final Set<RuleError> errors = new LinkedHashSet<>();

        Run(Rule rule, Instant until) {
            this.rule = rule;
            this.until = until;
        }

        void series(SeriesId series, List<Observation> readings) {
            AlertLife life = AlertLife.of(rule, series, Duration.ZERO);
            Map<String, AlertStep> last = new LinkedHashMap<>();
            LifeState state = life.begin();
            readings.sort(comparingLong(reading -> time(life, reading)));
            for (Observation reading : readings) {
                state = take(life.on(state, reading), last);
            }
            state = take(life.at(state, until), last);
            life.current(state).ifPresent(live -> last.put(live.alertId(), live));
            alerts.addAll(last.values());
        }

        private LifeState take(Outcome outcome, Map<String, AlertStep> last) {
            outcome.steps().forEach(step -> last.put(step.alertId(), step));
            Optional.ofNullable(outcome.error()).ifPresent(errors::add);
            return outcome.state();
        }

        private static long time(AlertLife life, Observation reading) {
            return (life.axis() == TimeAxis.EVENT_TIME ? reading.observedAt() : reading.fetchedAt()).toEpochMilli();
        }
    }
}
