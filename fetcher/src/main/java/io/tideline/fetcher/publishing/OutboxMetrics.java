package io.tideline.fetcher.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.source.Source;
import io.tideline.fetcher.source.Sources;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** How much of each source waits in the outbox and for how long, as of a few seconds ago. */
@ApplicationScoped
class OutboxMetrics {
    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    private final Pool pool;
    private final Outbox outbox;
    private final Sources sources;
    private final Clock clock;
    private final MultiGauge readings;
    private final MultiGauge rows;
    private final MultiGauge oldest;
    private volatile Map<String, Backlog> waiting = Map.of();

    OutboxMetrics(Pool pool, Outbox outbox, RelayState relay, Sources sources, Clock clock, MeterRegistry registry) {
        this.pool = pool;
        this.outbox = outbox;
        this.sources = sources;
        this.clock = clock;
        this.readings = MultiGauge.builder("tideline.outbox.readings").register(registry);
        this.rows = MultiGauge.builder("tideline.outbox.rows").register(registry);
        this.oldest = MultiGauge.builder("tideline.outbox.oldest.seconds").register(registry);
        registry.gauge("tideline.outbox.leads", relay, state -> state.role() == RelayState.Role.LEADS ? 1 : 0);
    }

    @Scheduled(every = "5s")
    Uni<Void> look() {
        return outbox.backlogs(pool)
                .invoke(this::show)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("event=outbox-unseen reason=\"%s\"", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** A gauge for every declared source, and for one that is declared no more as long as something of it waits. */
    private void show(Map<String, Backlog> seen) {
        waiting = seen;
        Set<String> names = new TreeSet<>(seen.keySet());
        sources.all().stream().map(Source::name).forEach(names::add);
        readings.register(gauges(names, Backlog::readings));
        rows.register(gauges(names, Backlog::rows));
        oldest.register(gauges(names, backlog -> backlog.age(clock.instant()).toMillis() / 1000.0));
    }

    private List<Row<?>> gauges(Set<String> names, ToDoubleFunction<Backlog> figure) {
        return names.stream().<Row<?>>map(name -> gauge(name, figure)).toList();
    }

    private Row<?> gauge(String source, ToDoubleFunction<Backlog> figure) {
        return Row.of(
                Tags.of("source", source), () -> figure.applyAsDouble(waiting.getOrDefault(source, Backlog.EMPTY)));
    }
}
