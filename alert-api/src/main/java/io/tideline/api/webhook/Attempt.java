package io.tideline.api.webhook;

import io.tideline.api.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A send of one group, the first or a repeated one.
 *
 * @param began when it was tried for the first time
 * @param at when it is due
 * @param pause until the next one, if this one does not work either
 */
record Attempt(String ruleId, List<Alert> alerts, Instant began, Instant at, Duration pause) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    static Attempt first(String ruleId, List<Alert> alerts, Instant now) {
        return new Attempt(ruleId, alerts, now, now, FIRST_PAUSE);
    }

    /** The same alerts once more, each time after twice as long. */
    Attempt later(Instant now) {
        Duration twice = pause.multipliedBy(2);
        return new Attempt(
                ruleId, alerts, began, now.plus(pause), twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice);
    }

    boolean mayBeRepeated(Instant now, Duration retryFor) {
        return now.isBefore(began.plus(retryFor));
    }

    /** The same for every repetition, so that a receiver knows what it has had. */
    String messageId(String receiver) {
        return receiver + "-" + ruleId + "-" + began.toEpochMilli();
    }
}
