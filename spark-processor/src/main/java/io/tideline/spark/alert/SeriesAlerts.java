package io.tideline.spark.alert;

import io.tideline.rules.Rule;
import io.tideline.rules.alert.AlertLife;
import io.tideline.rules.alert.AlertStep;
import io.tideline.rules.alert.LifeState;
import io.tideline.rules.alert.Outcome;
import io.tideline.rules.condition.TimeAxis;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import io.tideline.spark.rule.RuleComplaint;
import io.tideline.spark.rule.RuleComplaints;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** The alerts of one series under the rules that select it. Adds the steps that are to be told to a list. */
final class SeriesAlerts {

    private final SeriesId series;
    private final SeriesLives lives;
    private final List<Rule> rules;
    private final RuleComplaints complaints;
    private final Duration lateness;
    private final List<AlertStep> steps;

    SeriesAlerts(
            SeriesId series,
            SeriesLives lives,
            List<Rule> rules,
            RuleComplaints complaints,
            Duration lateness,
            List<AlertStep> steps) {
        this.series = series;
        this.lives = lives;
        this.rules = rules;
        this.complaints = complaints;
        this.lateness = lateness;
        this.steps = steps;
    }

    /** Ends the alerts of rules that were changed or deleted, and lets new rules judge the newest reading. */
    void reconcile() {
        endDeleted();
        for (Rule rule : rules) {
            LifeState known = lives.byRule().get(rule.id());
            if (known != null && known.ruleVersion() == rule.version()) {
                continue;
            }
            if (known != null) {
                take(rule, life(rule).ruleChanged(known));
            }
            Observation newest = lives.newest();
            if (newest != null) {
                judge(rule, newest);
            }
        }
    }

    void read(Observation reading) {
        lives.see(reading);
        for (Rule rule : rules) {
            judge(rule, reading);
        }
    }

    /** @param now milliseconds of the clock of the shard */
    void letTimePass(long now) {
        for (Rule rule : rules) {
            LifeState known = lives.byRule().get(rule.id());
            if (known != null) {
                AlertLife life = life(rule);
                take(rule, life.at(known, Instant.ofEpochMilli(now - delay(life))));
            }
        }
    }

    /** When time alone changes something next, on the clock of the shard; empty for never. */
    OptionalLong nextChange() {
        long next = Long.MAX_VALUE;
        for (Rule rule : rules) {
            LifeState known = lives.byRule().get(rule.id());
            if (known != null) {
                AlertLife life = life(rule);
                next = Math.min(
                        next,
                        life.nextTimer(known)
                                .map(timer -> timer.toEpochMilli() + delay(life))
                                .orElse(Long.MAX_VALUE));
            }
        }
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private void endDeleted() {
        Iterator<LifeState> known = lives.byRule().values().iterator();
        while (known.hasNext()) {
            LifeState life = known.next();
            if (rules.stream().noneMatch(rule -> rule.id().equals(life.ruleId()))) {
                steps.addAll(AlertLife.ruleDeleted(life).steps());
                known.remove();
            }
        }
    }

    private void judge(Rule rule, Observation reading) {
        AlertLife life = life(rule);
        LifeState known = lives.byRule().get(rule.id());
        take(rule, life.on(known == null ? life.begin() : known, reading));
    }

    private void take(Rule rule, Outcome outcome) {
        lives.byRule().put(rule.id(), outcome.state());
        steps.addAll(outcome.steps());
        if (outcome.error() != null) {
            complaints.about(new RuleComplaint(
                    rule.id(),
                    rule.version(),
                    series.toString(),
                    outcome.error().message()));
        }
    }

    private long delay(AlertLife life) {
        return life.axis() == TimeAxis.EVENT_TIME ? lives.delay() : 0;
    }

    private AlertLife life(Rule rule) {
        return AlertLife.of(rule, series, lateness);
    }
}
