package io.tideline.spark;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tideline.avro.AlertEvent;
import io.tideline.avro.Reading;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Every query that writes to Cassandra goes on by itself when Cassandra is back, however often it went away. */
@Tag("long")
class CassandraAwayIT {

    private static final int CRASHES = 2;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS).plusSeconds(60);

    @Test
    void whatCameMeanwhileIsInItsTablesAfterACrashOfCassandra(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        try (LocalServers servers = LocalServers.start(Server.KAFKA, Server.REGISTRY, Server.CASSANDRA, Server.SPARK);
                TestTopics topics = topics(servers);
                TestTables tables = tables(servers);
                JobProcess job = new JobProcess(servers.environment(), folder)) {
            send(topics, "before");
            soon(() -> assertIsInEveryTable(tables, "before"));

            for (int crash = 1; crash <= CRASHES; crash++) {
                String meanwhile = "meanwhile-" + crash;
                int crashes = crash;
                servers.kill(Server.CASSANDRA);
                send(topics, meanwhile);
                soon(() -> assertThat(alertsOfSeriesQuery(topics, "FIRING")).isEqualTo(crashes));
                servers.startAgain(Server.CASSANDRA);

                soon(() -> assertIsInEveryTable(tables, meanwhile));
                soon(() -> assertThat(alertsOfSeriesQuery(topics, "RESOLVED")).isEqualTo(crashes));
            }
            assertThat(job.gauge("queries.series.lastError")).isNotEmpty();
        }
    }

    /** Cool, hot, cool: so there is an alert to store too. */
    private void send(TestTopics topics, String entity) {
        List<Double> values = List.of(20.0, 40.0, 20.0);
        IntStream.range(0, values.size())
                .mapToObj(i -> Reading.newBuilder()
                        .setSource("test")
                        .setEntity(entity)
                        .setMetric("temperature")
                        .setValue(values.get(i))
                        .setUnit("Cel")
                        .setObservedAt(now.plusSeconds(i))
                        .setFetchedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                        .setFetchId("it")
                        .setRevision(0)
                        .build())
                .forEach(topics::send);
        topics.flush();
    }

    private void assertIsInEveryTable(TestTables tables, String entity) {
        assertThat(tables.readings("test", entity, now)).containsExactly(20.0, 40.0, 20.0);
        assertThat(tables.windows("test", entity, "PT1M", now)).hasSize(1);
        assertThat(tables.alerts("alert", entity)).containsExactly("heat RESOLVED 2");
    }

    private static long alertsOfSeriesQuery(TestTopics topics, String state) {
        return topics.alerts().stream()
                .filter(event -> event.getEntity().equals("query-series")
                        && event.getState().equals(state))
                .map(AlertEvent::getAlertId)
                .distinct()
                .count();
    }

    private static TestTopics topics(LocalServers servers) throws IOException, InterruptedException {
        return new TestTopics(
                variable(servers, "KAFKA_BOOTSTRAP_SERVERS"), URI.create(variable(servers, "TIDELINE_REGISTRY_URL")));
    }

    private static TestTables tables(LocalServers servers) {
        return new TestTables(
                variable(servers, "TIDELINE_CASSANDRA_CONTACT_POINTS"),
                variable(servers, "TIDELINE_CASSANDRA_DATACENTER"));
    }

    private static String variable(LocalServers servers, String name) {
        return requireNonNull(servers.environment().get(name), name);
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
