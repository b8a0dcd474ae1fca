package io.tideline.api.live;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tideline.api.kafka.Kafka;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Asks Kafka every other second whether it is there, and tells all listeners when that changes: when it answers, or when two questions in a row had no answer. */
@Singleton
class FeedWatch {

    private static final Logger LOG = Logger.getLogger(FeedWatch.class);

    private final Kafka kafka;
    private final AlertFeed feed;
    private final Audience audience;
    private final Snapshots snapshots;
    private final Clock clock;
    private volatile FeedState state;
    private volatile boolean missed;

    FeedWatch(Kafka kafka, AlertFeed feed, Audience audience, Snapshots snapshots, Clock clock) {
        this.kafka = kafka;
        this.feed = feed;
        this.audience = audience;
        this.snapshots = snapshots;
        this.clock = clock;
        this.state = new FeedState(FeedState.State.STARTING, "The feed has not read Kafka yet.", clock.instant());
    }

    FeedState state() {
        return state;
    }

    Buffer frame() {
        return Frame.withoutId("feed", snapshots.written(state));
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return Uni.createFrom()
                .completionStage(() -> kafka.admin().describeCluster().nodes().toCompletionStage())
                .invoke(nodes -> {
                    missed = false;
                    if (feed.isReady()) {
                        become(FeedState.State.RESUMED, "Kafka answers; the stream has gone on where it stopped.");
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(error -> {
                    if (missed) {
                        become(
                                FeedState.State.INTERRUPTED,
                                "Kafka does not answer. This stream stays open and catches up when it is back.");
                    }
                    missed = true;
                    return null;
                });
    }

    private void become(FeedState.State next, String detail) {
        FeedState before = state;
        if (before.state() == next) {
            return;
        }
        state = new FeedState(next, detail, clock.instant());
        LOG.infof("feed=%s before=%s", next, before.state());
        audience.tell(frame());
    }
}
