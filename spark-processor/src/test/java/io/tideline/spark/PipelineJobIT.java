package io.tideline.spark;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tideline.avro.AlertEvent;
import io.tideline.avro.Flag;
import io.tideline.avro.Reading;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar on a Master and two Workers, between real Kafka, registry and Cassandra. One start serves all tests: it takes long. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineJobIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static Instant now;
    private static LocalServers servers;
    private static CqlSession cassandra;
    private static TestTopics topics;
    private static JobProcess job;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        now = Instant.now().truncatedTo(ChronoUnit.HOURS).plusSeconds(60);
        servers = LocalServers.start(Server.KAFKA, Server.REGISTRY, Server.CASSANDRA, Server.SPARK);
        topics = new TestTopics(variable("KAFKA_BOOTSTRAP_SERVERS"), URI.create(variable("TIDELINE_REGISTRY_URL")));
        String[] address = variable("TIDELINE_CASSANDRA_CONTACT_POINTS").split(":");
        cassandra = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(variable("TIDELINE_CASSANDRA_DATACENTER"))
                .build();
        job = new JobProcess(servers.environment(), folder);
    }

    @AfterAll
    static void stop() {
        job.close();
        topics.close();
        cassandra.close();
        servers.close();
    }

    @Test
    @Order(1)
    void aHotReadingBecomesARowAFlagAndAnAlertThatResolvesWhenItCools() {
        send("phoenix", 0, 30);
        send("phoenix", 10, 40);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rows("SELECT * FROM tideline.active_alert WHERE bucket = 0"))
                        .extracting(row ->
                                row.getString("entity") + " " + row.getString("rule_id") + " " + row.getString("state"))
                        .contains("phoenix heat FIRING"));
        send("phoenix", 20, 20);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rows("SELECT * FROM tideline.active_alert WHERE bucket = 0"))
                        .extracting(row -> row.getString("rule_id"))
                        .doesNotContain("heat"));
        assertThat(topics.flags()).extracting(Flag::getRuleId, Flag::getValue).containsExactly(tuple("heat", 40.0));
        assertThat(topics.alerts())
                .filteredOn(event -> event.getRuleId().equals("heat"))
                .extracting(AlertEvent::getState)
                .containsExactly("FIRING", "RESOLVED");
        assertThat(rows(
                        "SELECT * FROM tideline.reading WHERE source = 'test' AND entity = 'phoenix' AND metric = 'temperature' AND day = '"
                                + now.toString().substring(0, 10) + "'"))
                .extracting(row -> row.getDouble("value"))
                .containsExactly(20.0, 40.0, 30.0);
        assertThat(rows("SELECT value FROM tideline.latest_reading WHERE source = 'test'"))
                .extracting(row -> row.getDouble("value"))
                .containsExactly(20.0);
        assertThat(rows("SELECT source FROM tideline.source_seen WHERE bucket = 0"))
                .extracting(row -> row.getString("source"))
                .contains("test");
    }

    @Test
    @Order(2)
    void windowsCountRepeatedReadingsOnceAndTakeCorrectedValues() {
        send("berlin", 0, 10);
        send("berlin", 10, 99);
        send("berlin", 0, 10);
        topics.send(Reading.newBuilder(reading("berlin", 10, 14)).setRevision(1).build());
        topics.flush();

        await().atMost(SOON).untilAsserted(() -> {
            List<Row> windows = rows(
                    "SELECT * FROM tideline.reading_window WHERE source = 'test' AND entity = 'berlin' AND metric = 'temperature'"
                            + " AND size = 'PT5M' AND bucket = '"
                            + now.toString().substring(0, 10) + "'");
            assertThat(windows)
                    .extracting(
                            window -> window.getLong("count"),
                            window -> window.getDouble("mean"),
                            window -> window.getDouble("max"))
                    .containsExactly(tuple(2L, 12.0, 14.0));
        });
    }

    @Test
    @Order(3)
    void whatIsNoReadingBecomesADeadLetterWithItsReason() {
        topics.sendBytes("test/x/y", "nonsense".getBytes(StandardCharsets.UTF_8));
        topics.flush();

        await().atMost(SOON).until(() -> !topics.records("readings-rejected").isEmpty());

        ConsumerRecord<byte[], byte[]> letter =
                topics.records("readings-rejected").get(0);
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("nonsense");
        assertThat(header(letter, "reason")).isEqualTo("NOT_FRAMED");
        assertThat(header(letter, "topic")).isEqualTo("readings");
    }

    @Test
    @Order(9)
    void stopsInOrderAndGoesOnWithoutASecondAlert() throws InterruptedException {
        send("las-vegas", 0, 45);
        await().atMost(SOON).until(() -> alerts("las-vegas").equals(List.of("FIRING 1")));

        int exit = job.terminate();
        send("las-vegas", 10, 46);
        job.startAgain();
        send("las-vegas", 20, 20);
        await().atMost(SOON).until(() -> alerts("las-vegas").contains("RESOLVED 2"));

        assertThat(exit).isIn(0, 143);
        assertThat(alerts("las-vegas")).containsExactly("FIRING 1", "RESOLVED 2");
    }

    private static List<String> alerts(String entity) {
        return topics.alerts().stream()
                .filter(event ->
                        event.getEntity().equals(entity) && event.getRuleId().equals("heat"))
                .map(event -> event.getState() + " " + event.getSequence())
                .toList();
    }

    private static void send(String entity, int second, double value) {
        topics.send(reading(entity, second, value));
        topics.flush();
    }

    private static Reading reading(String entity, int second, double value) {
        return Reading.newBuilder()
                .setSource("test")
                .setEntity(entity)
                .setMetric("temperature")
                .setValue(value)
                .setUnit("Cel")
                .setObservedAt(now.plusSeconds(second))
                .setFetchedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setFetchId("it")
                .setRevision(0)
                .build();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<Row> rows(String query) {
        return cassandra.execute(query).all();
    }

    private static String variable(String name) {
        return requireNonNull(servers.environment().get(name), name);
    }
}
