package io.tideline.spark.alert;

import io.tideline.rules.RuleSet;
import io.tideline.rules.alert.AlertStep;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import io.tideline.spark.rule.RuleComplaints;
import io.tideline.spark.rule.RuleVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The alerts of the series of one shard. A shard, not a series, is the key of the state: so a change of the rules reaches every series that was ever seen, the silent
 * ones too, without a timer for each.
 */
final class ShardAlerts {

    private static final long SECOND = 1000;
    private static final Comparator<Observation> IN_ORDER =
            Comparator.comparing(Observation::observedAt).thenComparingInt(Observation::revision);

    private final ShardState state;
    private final RuleSet rules;
    private final RuleComplaints complaints;
    private final Duration lateness;
    private final long wall;
    private final List<AlertStep> steps = new ArrayList<>();

    /**
     * @param lateness how far behind the newest reading of its series a reading may lie
     * @param wall the time of the batch, in milliseconds
     */
    ShardAlerts(ShardState state, RuleSet rules, RuleComplaints complaints, Duration lateness, long wall) {
        this.state = state;
        this.rules = rules;
        this.complaints = complaints;
        this.lateness = lateness;
        this.wall = wall;
    }

    /** The steps to tell, in their order. */
    List<AlertStep> steps() {
        return steps;
    }

    /** Takes readings in, in any order. */
    void read(List<Observation> readings) {
        long newest = readings.stream()
                .mapToLong(reading -> reading.fetchedAt().toEpochMilli())
                .max()
                .orElseThrow();
        state.keep(state.clock().reading(newest, wall));
        bySeries(readings).forEach(this::read);
    }

    /** Called about once a second: notices that rules have changed. */
    void tick() {
        state.keep(state.clock().tick(wall));
        String present = RuleVersions.of(rules);
        if (!present.equals(state.rules())) {
            state.series().forEach(this::pass);
            state.keepRules(present);
        }
    }

    /** A timer that was set for this instant has gone off. */
    void wake(long instant) {
        for (SeriesId series : state.due(instant)) {
            SeriesLives lives = lives(series);
            if (lives.wakeAt() == instant) {
                lives.wakeAt(0);
                pass(series, lives);
            }
        }
    }

    private void read(SeriesId series, List<Observation> readings) {
        SeriesLives lives = lives(series);
        SeriesAlerts alerts = alerts(series, lives);
        alerts.reconcile();
        readings.sort(IN_ORDER);
        readings.forEach(alerts::read);
        keep(series, lives, alerts);
    }

    private void pass(SeriesId series) {
        pass(series, lives(series));
    }

    private void pass(SeriesId series, SeriesLives lives) {
        SeriesAlerts alerts = alerts(series, lives);
        alerts.reconcile();
        alerts.letTimePass(state.clock().now());
        keep(series, lives, alerts);
    }

    /** With a timer for the next change, unless an earlier one is set: that one plans anew. */
    private void keep(SeriesId series, SeriesLives lives, SeriesAlerts alerts) {
        OptionalLong next = alerts.nextChange();
        if (next.isPresent()) {
            long at = Math.max(secondFrom(next.getAsLong()), secondFrom(wall + 1));
            if (lives.wakeAt() == 0 || at < lives.wakeAt()) {
                lives.wakeAt(at);
                state.wake(series, at);
            }
        }
        state.keep(series, lives);
    }

    private SeriesLives lives(SeriesId series) {
        return state.lives(series).orElseGet(SeriesLives::new);
    }

    private SeriesAlerts alerts(SeriesId series, SeriesLives lives) {
        return new SeriesAlerts(series, lives, rules.matching(series), complaints, lateness, steps);
    }

    /** The first whole second that is not before the instant: timers are set for whole seconds so that they are few. */
    private static long secondFrom(long millis) {
        return Math.floorDiv(millis + SECOND - 1, SECOND) * SECOND;
    }

    private static Map<SeriesId, List<Observation>> bySeries(List<Observation> readings) {
        Map<SeriesId, List<Observation>> bySeries = new LinkedHashMap<>();
        for (Observation reading : readings) {
            bySeries.computeIfAbsent(reading.series(), series -> new ArrayList<>())
                    .add(reading);
        }
        return bySeries;
    }
}
