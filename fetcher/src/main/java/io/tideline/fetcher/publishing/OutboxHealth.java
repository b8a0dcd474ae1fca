package io.tideline.fetcher.publishing;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells what waits to be published. While Kafka is away the fetcher goes on and is up, but degraded; without PostgreSQL
 * it can keep nothing and is not ready.
 */
@Readiness
@ApplicationScoped
class OutboxHealth implements AsyncHealthCheck {
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Pool pool;
    private final Outbox outbox;
    private final RelayState relay;
    private final Clock clock;

    OutboxHealth(Pool pool, Outbox outbox, RelayState relay, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return outbox.backlogs(pool)
                .ifNoItem()
                .after(Duration.ofSeconds(3))
                .fail()
                .map(backlogs -> backlogs.values().stream().reduce(Backlog.EMPTY, Backlog::plus))
                .map(this::told)
                .onFailure()
                .recoverWithItem(OutboxHealth::noDatabase);
    }

    private HealthCheckResponse told(Backlog backlog) {
        long age = backlog.age(clock.instant()).toSeconds();
        boolean degraded = age > LATE.toSeconds() || relay.role() == RelayState.Role.FAILS;
        HealthCheckResponseBuilder response = HealthCheckResponse.named("outbox")
                .up()
                .withData("state", degraded ? "degraded" : "fine")
                .withData("relay", relay.role().name())
                .withData("readings", backlog.readings())
                .withData("oldestSeconds", age);
        return degraded && !relay.trouble().isEmpty()
                ? response.withData("reason", relay.trouble()).build()
                : response.build();
    }

    private static HealthCheckResponse noDatabase(Throwable failure) {
        return HealthCheckResponse.named("outbox")
                .down()
                .withData("missing", "PostgreSQL (TIDELINE_POSTGRES_HOST, _PORT, _DATABASE, _USER, _PASSWORD)")
                .withData("reason", String.valueOf(failure.getMessage()))
                .build();
    }
}
