package io.tideline.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tideline.api.alert.ActiveAlerts;
import io.tideline.api.alert.Alert;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Makes snapshots: active alerts of Cassandra, brought up to the feed. Listeners that come together share one. */
@Singleton
class Snapshots {

    private static final Duration SHARED = Duration.ofMillis(500);

    private record Stored(List<Alert> alerts, boolean complete) {}

    private final LiveAlerts alerts;
    private final AlertFeed feed;
    private final ObjectMapper json;
    private final Clock clock;
    private final Uni<Stored> stored;

    Snapshots(ActiveAlerts active, LiveAlerts alerts, AlertFeed feed, ObjectMapper json, Clock clock) {
        this.alerts = alerts;
        this.feed = feed;
        this.json = json;
        this.clock = clock;
        this.stored = Uni.createFrom()
                .deferred(active::all)
                .map(found -> new Stored(found, true))
                .onFailure()
                .recoverWithItem(new Stored(List.of(), false))
                .memoize()
                .forFixedDuration(SHARED);
    }

    Uni<Snapshot> now(History history) {
        return stored.map(found -> feed.betweenEvents(() -> new Snapshot(
                history.end(),
                alerts.upToDate(found.alerts()).stream().map(this::active).toList(),
                found.complete())));
    }

    /** What a listener hears whose snapshot lacks alerts. */
    Buffer incomplete() {
        return Frame.withoutId(
                "feed",
                written(new FeedState(
                        FeedState.State.NO_SNAPSHOT,
                        "Cassandra does not answer: alerts that began before are not shown.",
                        clock.instant())));
    }

    private Snapshot.Active active(Alert alert) {
        return new Snapshot.Active(alert.labels(), Frame.withoutId(Topic.ALERTS.event(), written(alert)));
    }

    byte[] written(Object shown) {
        try {
            return json.writeValueAsBytes(shown);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
