package io.tideline.api.webhook;

import io.tideline.api.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The alerts of one rule for one receiver: which fire, which changed since the last send, and when the next send is due. */
final class AlertGroup {

    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final Map<String, Long> told = new LinkedHashMap<>();
    private @Nullable Instant changedAt;
    private @Nullable Instant sentAt;

    /** Takes in a step; one that is older than what is known changes nothing. */
    void take(Alert alert, Instant now) {
        Alert known = alerts.get(alert.id());
        if (known != null && known.sequence() >= alert.sequence()) {
            return;
        }
        if (alert.hasEnded() && !told.containsKey(alert.id())) {
            alerts.remove(alert.id());
            return;
        }
        alerts.put(alert.id(), alert);
        if (changedAt == null) {
            changedAt = now;
        }
    }

    /** Takes in what fired and was told before this process began, unless there is something newer. */
    void remember(Alert alert, Instant now) {
        if (alerts.putIfAbsent(alert.id(), alert) == null) {
            told.put(alert.id(), alert.sequence());
            sentAt = now;
        }
    }

    /** Lets the end of an alert be told, whoever told of its beginning. */
    void assumeTold(String id) {
        told.putIfAbsent(id, 0L);
    }

    /** What is to be sent now; empty while there is nothing to say or others are waited for. */
    List<Alert> due(Instant now, Duration wait, Duration interval, Duration repeat, Predicate<Alert> silenced) {
        if (!isDue(now, wait, interval, repeat)) {
            return List.of();
        }
        List<Alert> loud = new ArrayList<>(alerts.values());
        loud.removeIf(alert -> !alert.hasEnded() && silenced.test(alert));
        boolean news = loud.stream().anyMatch(alert -> alert.sequence() != told.getOrDefault(alert.id(), 0L));
        boolean old = sentAt != null && !sentAt.plus(repeat).isAfter(now);
        if (!news && !old) {
            changedAt = null;
            return List.of();
        }
        return loud;
    }

    private boolean isDue(Instant now, Duration wait, Duration interval, Duration repeat) {
        Instant sent = sentAt;
        Instant changed = changedAt;
        if (sent != null && !sent.plus(repeat).isAfter(now)) {
            return !alerts.isEmpty();
        }
        if (changed == null) {
            return sent != null && !sent.plus(interval).isAfter(now) && !alerts.isEmpty();
        }
        return !changed.plus(wait).isAfter(now)
                && (sent == null || !sent.plus(interval).isAfter(now));
    }

    /** Notes that these were sent, or given up. */
    void sent(List<Alert> sent, Instant now) {
        for (Alert alert : sent) {
            told.put(alert.id(), alert.sequence());
            if (alert.hasEnded()) {
                alerts.remove(alert.id(), alert);
                told.remove(alert.id());
            }
        }
        sentAt = now;
        changedAt = null;
    }

    boolean hasNews() {
        return changedAt != null;
    }
}
