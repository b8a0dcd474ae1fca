package io.tideline.rules.alert;

import io.tideline.rules.Rule;
import io.tideline.rules.condition.Memory;
import io.tideline.rules.condition.RuleError;
import io.tideline.rules.condition.TimeAxis;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of the alerts of one rule on one series: a pure, deterministic state machine without a clock of its own. Each method takes a state
 * and gives the next one, with the steps to tell.
 *
 * <p>A value holds until the next reading: a PENDING alert fires when {@code for} has passed, whether readings come or not.
 * Timers before a reading go first, a reading goes before a timer of the same instant.
 *
 * <p>Readings are judged at once, in whatever order they come. What is within the allowed lateness of the newest reading can still be
 * changed by a late or revised reading; the readings of that time are kept (at most {@value #MOST_KEPT}, of a busier series the newest) and run
 * anew. See docs/adr/0003-late-readings.md. An older reading changes nothing. Nor does a repeated one.
 *
 * <p>Which instants {@link #at} takes depends on {@link #axis()}: for EVENT_TIME the watermark or the time of a timer, for PROCESSING_TIME
 * (silence) the wall clock.
 */
public final class AlertLife {
    private static final int MOST_KEPT = 1000;

    private final Rule rule;
    private final SeriesId series;
    private final long allowedLateness;

    private AlertLife(Rule rule, SeriesId series, long allowedLateness) {
        this.rule = rule;
        this.series = series;
        this.allowedLateness = allowedLateness;
    }

    /** @param allowedLateness how far behind the newest reading of the series a reading may lie; zero for readings in order */
    public static AlertLife of(Rule rule, SeriesId series, Duration allowedLateness) {
        if (allowedLateness.isNegative()) {
            throw new IllegalArgumentException("allowed lateness is negative: " + allowedLateness);
        }
        return new AlertLife(rule, series, allowedLateness.toMillis());
    }

    /** The state of a series of which this rule has seen nothing. */
    public LifeState begin() {
        return LifeState.blank(rule, LifeState.NEVER);
    }

    /** The clock by which timers of this rule are set. */
    public TimeAxis axis() {
        return rule.condition().axis();
    }

    /** Takes a reading of the series. */
    public Outcome on(LifeState state, Observation observation) {
        requireFit(state);
        Kept reading = Kept.of(observation, axis());
        List<Kept> history = state.history();
        if (isTooLate(reading, state)) {
            return Outcome.unchanged(state);
        }
        int place = place(history, reading.at());
        // Timers up to the clock have gone off; a reading that is not after it goes before some of them.
        if (place == history.size() && reading.at() > state.clock()) {
            return append(state, reading);
        }
        boolean revises = place < history.size() && history.get(place).at() == reading.at();
        if (revises && !changes(history.get(place), reading)) {
            return Outcome.unchanged(state);
        }
        List<Kept> corrected = new ArrayList<>(history);
        if (revises) {
            corrected.remove(place);
        }
        corrected.add(place, reading);
        return runAgain(state, corrected, reading);
    }

    private boolean isTooLate(Kept reading, LifeState state) {
        if (reading.at() < state.floor()) {
            return true;
        }
        List<Kept> history = state.history();
        return !history.isEmpty()
                && reading.at() < history.get(history.size() - 1).at() - allowedLateness;
    }

    /** Where a reading belongs: of the first one that is not before it. */
    private static int place(List<Kept> history, long at) {
        int place = history.size();
        while (place > 0 && history.get(place - 1).at() >= at) {
            place--;
        }
        return place;
    }

    private boolean changes(Kept known, Kept reading) {
        // Any reading is a sign of life; a second one at the same instant tells nothing new.
        return axis() == TimeAxis.EVENT_TIME && reading.revision() >= known.revision() && !known.isRepeatedBy(reading);
    }

    private Outcome append(LifeState state, Kept reading) {
        Track present = state.present(rule).copy();
        RuleError error = present.judge(reading);
        List<Kept> history = new ArrayList<>(state.history());
        history.add(reading);
        return settle(state, history, present, reading.at(), error);
    }

    private Outcome runAgain(LifeState state, List<Kept> history, Kept reading) {
        Track present = state.folded().track(rule).copy();
        RuleError error = null;
        for (Kept kept : history) {
            RuleError own = present.judge(kept);
            error = kept.equals(reading) ? own : error;
        }
        return settle(state, history, present, state.clock(), error);
    }

    /**
     * Lets time pass without a reading. An instant that is not later than one already known changes nothing. A state that comes without
     * steps need not be stored: it only knows that time has passed, which matters for late readings until the next call.
     */
    public Outcome at(LifeState state, Instant instant) {
        requireFit(state);
        long now = instant.toEpochMilli();
        if (now <= state.clock()) {
            return Outcome.unchanged(state);
        }
        if (state.present(rule).wakesAt() > now) {
            return Outcome.unchanged(state.at(now));
        }
        return settle(state, state.history(), state.present(rule).copy(), now, null);
    }

    private Outcome settle(LifeState state, List<Kept> history, Track present, long clock, @Nullable RuleError error) {
        present.advance(clock);
        Publishing publishing = new Publishing(rule, series, state.corrected());
        publishing.publish(state.published(), present.episodes(), clock);
        Folding folding = new Folding(state, rule, history, allowedLateness, MOST_KEPT);
        List<Publication> published = folding.forgetFinal(present, publishing.published());
        LifeState next = new LifeState(
                rule.id(),
                rule.version(),
                folding.floor(),
                clock,
                folding.history(),
                published,
                folding.forgetFinal(publishing.corrected()),
                folding.folded(),
                present);
        return new Outcome(next, publishing.steps(), error);
    }

    /** When {@link #at} has something to do if no reading comes before; on the clock of {@link #axis()}. */
    public Optional<Instant> nextTimer(LifeState state) {
        requireFit(state);
        long at = state.present(rule).wakesAt();
        return at == Memory.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
    }

    /** The alert that is PENDING or FIRING: its last step, with value, peak, readings and message as they stand now. */
    public Optional<AlertStep> current(LifeState state) {
        return state.published().stream()
                .filter(Publication::isLive)
                .map(live -> live.last()
                        .updated(live.tally(), rule.message(series, live.tally().figures())))
                .findFirst();
    }

    /**
     * Takes over the state of another version of the rule: its alert resolves with RULE_CHANGED, and this version begins anew. It
     * takes readings from the newest one on that the other version has seen; to have that one judged at once, give it to {@link #on}.
     */
    public Outcome ruleChanged(LifeState state) {
        return new Outcome(LifeState.blank(rule, newest(state)), endings(state, Reason.RULE_CHANGED), null);
    }

    /** Ends the alert of a rule that is gone. The state is of no use after that. */
    public static Outcome ruleDeleted(LifeState state) {
        return new Outcome(state, endings(state, Reason.RULE_DELETED), null);
    }

    private static List<AlertStep> endings(LifeState state, Reason reason) {
        Instant now = Instant.ofEpochMilli(state.clock());
        return state.published().stream()
                .filter(Publication::isLive)
                .map(live -> live.last().ended(reason, now, now, live.tally()))
                .toList();
    }

    /** The newest reading on the axis of this version, which need not be that of the version before. */
    private long newest(LifeState state) {
        List<Kept> history = state.history();
        if (history.isEmpty()) {
            return LifeState.NEVER;
        }
        Kept newest = history.get(history.size() - 1);
        return axis() == TimeAxis.EVENT_TIME ? newest.observedAt() : newest.fetchedAt();
    }

    private void requireFit(LifeState state) {
        if (!state.ruleId().equals(rule.id()) || state.ruleVersion() != rule.version()) {
            throw new IllegalArgumentException(
                    "the state is of rule " + state.ruleId() + " version " + state.ruleVersion() + ", this is "
                            + rule.id() + " version " + rule.version() + ": begin with ruleChanged");
        }
    }
}
