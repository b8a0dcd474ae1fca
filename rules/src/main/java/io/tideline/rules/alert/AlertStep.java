package io.tideline.rules.alert;

import io.tideline.rules.Severity;
import io.tideline.rules.series.SeriesId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of an alert. (alertId, sequence) identifies it. Times are event time; for a silence they are wall-clock time.
 *
 * @param alertId deterministic: a hash of rule, rule version, series and startsAt
 * @param sequence 1 for the first step of an alert, one more for each that follows
 * @param reason why it resolved; null while it lives
 * @param condition kind of the rule's condition
 * @param value that led to this step, in {@code unit}; null for silence
 * @param threshold in {@code thresholdUnit}; for a silence its duration in seconds, for a deviation the border of the normal range
 * @param peak the worst value so far, in {@code unit}; null for silence
 * @param readings count of readings judged since startsAt
 * @param startsAt when the rule began to be broken
 * @param firedAt when the alert began to fire; null if it has not
 * @param endsAt when it resolved; null while it lives
 * @param at time of this step: of the reading, or of the timer
 * @param fetchedAt of the reading that led to this step; null for a timer
 */
public record AlertStep(
        String alertId,
        long sequence,
        String ruleId,
        String ruleName,
        Severity severity,
        SeriesId series,
        AlertState state,
        @Nullable Reason reason,
        String condition,
        @Nullable Double value,
        String unit,
        @Nullable Double threshold,
        String thresholdUnit,
        @Nullable Double peak,
        long readings,
        Instant startsAt,
        @Nullable Instant firedAt,
        @Nullable Instant endsAt,
        Instant at,
        @Nullable Instant fetchedAt,
        String message) {

    /** The end of this alert for a cause outside of its readings, with the figures as they stand. */
    AlertStep ended(Reason why, Instant end, Instant now, Tally tally) {
        return new AlertStep(
                alertId,
                sequence + 1,
                ruleId,
                ruleName,
                severity,
                series,
                AlertState.RESOLVED,
                why,
                condition,
                tally.value(),
                tally.unit(),
                tally.threshold(),
                tally.thresholdUnit(),
                tally.peak(),
                tally.readings(),
                startsAt,
                firedAt,
                end,
                now,
                null,
                LastWords.of(why, ruleName, series, tally.figures()));
    }

    /** This step with the figures as they stand. */
    AlertStep updated(Tally tally, String text) {
        return new AlertStep(
                alertId,
                sequence,
                ruleId,
                ruleName,
                severity,
                series,
                state,
                reason,
                condition,
                tally.value(),
                tally.unit(),
                tally.threshold(),
                tally.thresholdUnit(),
                tally.peak(),
                tally.readings(),
                startsAt,
                firedAt,
                endsAt,
                at,
                fetchedAt,
                text);
    }
}
