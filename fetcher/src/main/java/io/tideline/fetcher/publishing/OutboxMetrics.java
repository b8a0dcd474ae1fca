package io.tideline.fetcher.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.publishing.Outbox.Backlog;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** How much waits in the outbox and for how long, as of a few seconds ago. */
@ApplicationScoped
class OutboxMetrics {
    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    private final Pool pool;
    private final Outbox outbox;
    private final Clock clock;
    private volatile Backlog backlog = Backlog.EMPTY;

    OutboxMetrics(Pool pool, Outbox outbox, RelayState relay, Clock clock, MeterRegistry registry) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
        registry.gauge("tideline.outbox.readings", this, self -> self.backlog.readings());
        registry.gauge("tideline.outbox.rows", this, self -> self.backlog.rows());
        registry.gauge("tideline.outbox.oldest.seconds", this, OutboxMetrics::oldestSeconds);
        registry.gauge("tideline.outbox.leads", relay, state -> state.role() == RelayState.Role.LEADS ? 1 : 0);
    }

    @Scheduled(every = "5s")
    Uni<Void> look() {
        return outbox.backlog(pool)
                .invoke(seen -> backlog = seen)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("event=outbox-unseen reason=\"%s\"", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private double oldestSeconds() {
        Instant now = clock.instant();
        return backlog.oldest()
                .map(oldest -> Duration.between(oldest, now).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
