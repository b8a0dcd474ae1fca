package io.tideline.api.live;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tideline.api.alert.ActiveAlerts;
import io.tideline.api.alert.Alert;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * While Kafka is away, nothing comes by the feed, also not the alert about that. So the alerts that reach Cassandra meanwhile are
 * told from there, without an id: when Kafka is back, the feed tells them in their order, and who knows them sees nothing new.
 */
@Singleton
class OutageAlerts {

    private final FeedWatch watch;
    private final ActiveAlerts active;
    private final Audience audience;
    private final Snapshots snapshots;
    /** The newest step of each alert that the listeners know; empty while Kafka answers. */
    private final Map<String, Long> known = new HashMap<>();

    OutageAlerts(FeedWatch watch, ActiveAlerts active, Audience audience, Snapshots snapshots) {
        this.watch = watch;
        this.active = active;
        this.audience = audience;
        this.snapshots = snapshots;
    }

    @Scheduled(every = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (watch.state().state() != FeedState.State.INTERRUPTED) {
            known.clear();
            return Uni.createFrom().voidItem();
        }
        return active.all().invoke(this::tellNews).replaceWithVoid().onFailure().recoverWithNull();
    }

    private void tellNews(List<Alert> alerts) {
        boolean first = known.isEmpty();
        for (Alert alert : alerts) {
            Long told = known.put(alert.id(), alert.sequence());
            boolean news = told == null ? !first || isOfTheOutage(alert) : told < alert.sequence();
            if (news) {
                audience.tell(
                        Topic.ALERTS, alert.labels(), Frame.withoutId(Topic.ALERTS.event(), snapshots.written(alert)));
            }
        }
    }

    private boolean isOfTheOutage(Alert alert) {
        return !alert.at().isBefore(watch.state().since());
    }
}
