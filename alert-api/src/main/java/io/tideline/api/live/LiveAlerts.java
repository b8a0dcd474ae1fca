package io.tideline.api.live;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tideline.api.alert.ActiveAlerts;
import io.tideline.api.alert.Alert;
import io.tideline.api.alert.Marks;
import io.tideline.api.silence.Silences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the feed knows about alerts: their newest step and what people said about them. It lets an event carry its marks,
 * and makes a snapshot from Cassandra as new as the feed.
 */
@ApplicationScoped
class LiveAlerts {

    private static final int REMEMBERED = 10_000;

    private final ActiveAlerts active;
    private final Silences silences;
    private final Map<String, Alert> newest = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Alert> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final Map<String, Marks> marks = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    LiveAlerts(ActiveAlerts active, Silences silences) {
        this.active = active;
        this.silences = silences;
    }

    /** The content as a listener should see it now. */
    Content shown(Content content) {
        if (content instanceof Content.Step step) {
            return new Content.Step(marked(step.alert()));
        }
        if (content instanceof Content.Marked action) {
            return new Content.Marked(atItsNewest(action.alert()));
        }
        return content;
    }

    /** Takes in what the feed just read. */
    void learn(Content content) {
        if (content instanceof Content.Step step) {
            newest.merge(step.alert().id(), step.alert(), (a, b) -> b.sequence() >= a.sequence() ? b : a);
            if (step.alert().hasEnded()) {
                marks.remove(step.alert().id());
            }
        } else if (content instanceof Content.Marked action && !action.alert().hasEnded()) {
            marks.put(action.alert().id(), action.alert().marks());
        }
    }

    /** Active alerts as stored, brought up to what the feed has read: newer steps replace, ended alerts leave. */
    List<Alert> upToDate(List<Alert> stored) {
        Map<String, Alert> alerts = new LinkedHashMap<>();
        stored.forEach(alert -> alerts.put(alert.id(), alert));
        for (Alert alert : newestSteps()) {
            Alert known = alerts.get(alert.id());
            if (alert.hasEnded()) {
                alerts.remove(alert.id());
            } else if (known == null || known.sequence() < alert.sequence()) {
                alerts.put(alert.id(), known == null ? marked(alert) : alert.with(known.marks(), known.silence()));
            }
        }
        return List.copyOf(alerts.values());
    }

    private List<Alert> newestSteps() {
        synchronized (newest) {
            return new ArrayList<>(newest.values());
        }
    }

    private Alert marked(Alert alert) {
        return alert.with(
                marks.getOrDefault(alert.id(), alert.marks()), alert.hasEnded() ? null : silences.mark(alert.labels()));
    }

    /** Somebody may have acted on an older step than the newest: the marks are new, the step must not be old. */
    private Alert atItsNewest(Alert alert) {
        @Nullable Alert known = newest.get(alert.id());
        return known == null || known.sequence() <= alert.sequence()
                ? alert
                : known.with(alert.marks(), known.hasEnded() ? null : alert.silence());
    }

    /** Reads, once, the marks that were made before this process began. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> load() {
        if (loaded) {
            return Uni.createFrom().voidItem();
        }
        return active.all()
                .invoke(alerts -> {
                    alerts.forEach(alert -> marks.putIfAbsent(alert.id(), alert.marks()));
                    loaded = true;
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }
}
