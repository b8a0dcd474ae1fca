package io.tideline.spark.job;

import static java.util.Objects.requireNonNull;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.metrics.source.Source;

/**
 * What each query last died of, and when (ISO 8601), as texts among the driver's metrics: {@code queries.NAME.lastError} and {@code queries.NAME.lastErrorAt}, empty
 * until it dies. The driver's own page needs no other server, so they are told also while Cassandra or Kafka is what is away. Prometheus passes over texts.
 */
final class LastErrors implements Incidents, Source {

    private record Death(String error, String at) {}

    private static final Death NONE = new Death("", "");

    private final Clock clock;
    private final Map<String, Death> deaths = new ConcurrentHashMap<>();
    private final MetricRegistry metrics = new MetricRegistry();

    LastErrors(List<String> queries, Clock clock) {
        this.clock = clock;
        for (String query : queries) {
            Gauge<String> error = () -> last(query).error();
            Gauge<String> at = () -> last(query).at();
            metrics.register(MetricRegistry.name(query, "lastError"), error);
            metrics.register(MetricRegistry.name(query, "lastErrorAt"), at);
        }
    }

    private Death last(String query) {
        return requireNonNull(deaths.getOrDefault(query, NONE));
    }

    @Override
    public void queryDied(String query, String error) {
        deaths.put(
                query,
                new Death(error, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()));
    }

    /** What it died of stays known. */
    @Override
    public void queryRuns(String query) {}

    @Override
    public String sourceName() {
        return "queries";
    }

    @Override
    public MetricRegistry metricRegistry() {
        return metrics;
    }
}
