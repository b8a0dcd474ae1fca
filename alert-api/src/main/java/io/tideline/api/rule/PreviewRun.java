package io.tideline.api.rule;

import io.tideline.api.alert.Alert;
import io.tideline.api.alert.RuleName;
import io.tideline.api.paging.Span;
import io.tideline.api.series.Reading;
import io.tideline.rules.Rule;
import io.tideline.rules.alert.AlertLife;
import io.tideline.rules.alert.AlertStep;
import io.tideline.rules.alert.LifeState;
import io.tideline.rules.alert.Outcome;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of a draft over stored readings, series by series. */
final class PreviewRun {

    private static final int MOST_READINGS = 400_000;
    private static final int MOST_ALERTS = 500;
    private static final int MOST_ERRORS = 20;

    private final Rule rule;
    private final Span span;
    private final Map<String, AlertStep> last = new LinkedHashMap<>();
    private final List<RulePreview.Complaint> errors = new ArrayList<>();
    private int selected;
    private int readings;
    private boolean truncated;

    PreviewRun(Rule rule, Span span) {
        this.rule = rule;
        this.span = span;
    }

    void selected(List<SeriesId> series) {
        selected = series.size();
    }

    boolean isFull() {
        return readings >= MOST_READINGS || last.size() >= MOST_ALERTS;
    }

    /** Judges the readings of one series, which come newest first. */
    void judge(SeriesId series, List<Reading> newestFirst, int most) {
        readings += newestFirst.size();
        truncated |= newestFirst.size() >= most;
        AlertLife life = AlertLife.of(rule, series, Duration.ZERO);
        LifeState state = life.begin();
        boolean complained = false;
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            Outcome outcome = life.on(state, observation(series, newestFirst.get(i)));
            state = outcome.state();
            keep(outcome.steps());
            if (outcome.error() != null && !complained && errors.size() < MOST_ERRORS) {
                errors.add(new RulePreview.Complaint(
                        series.toString(), outcome.error().message()));
                complained = true;
            }
        }
        Outcome end = life.at(state, span.to());
        keep(end.steps());
        life.current(end.state()).ifPresent(step -> keep(List.of(step)));
    }

    RulePreview.Result result(int mostSeries) {
        List<Alert> alerts = last.values().stream()
                .map(PreviewRun::alert)
                .sorted(Comparator.comparing(Alert::startsAt).reversed())
                .limit(MOST_ALERTS)
                .toList();
        return new RulePreview.Result(
                span.from(),
                span.to(),
                Math.min(selected, mostSeries),
                readings,
                alerts,
                List.copyOf(errors),
                truncated || isFull() || selected > mostSeries);
    }

    private void keep(List<AlertStep> steps) {
        steps.forEach(step -> last.put(step.alertId(), step));
    }

    private static Observation observation(SeriesId series, Reading reading) {
        return new Observation(
                series, reading.observedAt(), reading.fetchedAt(), reading.value(), reading.unit(), reading.revision());
    }

    private static Alert alert(AlertStep step) {
        return new Alert(
                step.alertId(),
                new RuleName(step.ruleId(), step.ruleName()),
                step.severity().name(),
                step.state().name(),
                step.reason() == null ? "" : step.reason().name(),
                step.condition(),
                step.series().source(),
                step.series().entity(),
                step.series().metric(),
                step.value(),
                step.unit(),
                step.threshold(),
                step.thresholdUnit(),
                step.peak(),
                step.readings(),
                step.startsAt(),
                step.firedAt(),
                step.endsAt(),
                step.at(),
                step.fetchedAt(),
                step.sequence(),
                step.message(),
                null,
                0,
                null);
    }
}
