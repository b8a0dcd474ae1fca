package io.tideline.api.live;

import io.tideline.api.cassandra.Cassandra;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the feed has caught up and Cassandra was there. Later losses are shown and do not make the process unready:
 * without Kafka or Cassandra it still serves what it can, and a proxy must not cut its listeners.
 */
@Readiness
@ApplicationScoped
class FeedHealth implements HealthCheck {

    private final AlertFeed feed;
    private final FeedWatch watch;
    private final FeedMeters meters;
    private final Cassandra cassandra;

    FeedHealth(AlertFeed feed, FeedWatch watch, FeedMeters meters, Cassandra cassandra) {
        this.feed = feed;
        this.watch = watch;
        this.meters = meters;
        this.cassandra = cassandra;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("live")
                .status(feed.isReady() && cassandra.wasOpened())
                .withData(
                        "kafka",
                        watch.state().isUp() ? "connected" : watch.state().detail())
                .withData("cassandra", cassandra.isConnected() ? "connected" : "away")
                .withData("lag", meters.lag())
                .build();
    }
}
