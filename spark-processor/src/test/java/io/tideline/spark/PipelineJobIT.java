package io.tideline.spark;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.tideline.avro.AlertEvent;
import io.tideline.avro.Flag;
import io.tideline.avro.Reading;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ThrowingRunnable;
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

    private static final String FROST = """
            {"id": "frost", "name": "Test", "severity": "INFO", "series": {"source": "test", "entity": "chicago"},
             "condition": {"kind": "threshold", "above": %d, "unit": "%s"}, "message": "{value}"}
            """;

    private static final String QUIET = """
            {"id": "quiet", "name": "Test", "severity": "INFO", "series": {"source": "test", "entity": "austin"},
             "condition": {"kind": "silence", "longerThan": "PT3S"}, "message": "{entity} is silent"}
            """;

    private static Instant now;
    private static LocalServers servers;
    private static TestTables tables;
    private static TestTopics topics;
    private static JobProcess job;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        now = Instant.now().truncatedTo(ChronoUnit.HOURS).plusSeconds(60);
        servers = LocalServers.start(Server.KAFKA, Server.REGISTRY, Server.CASSANDRA, Server.SPARK);
        topics = new TestTopics(variable("KAFKA_BOOTSTRAP_SERVERS"), URI.create(variable("TIDELINE_REGISTRY_URL")));
        tables = new TestTables(
                variable("TIDELINE_CASSANDRA_CONTACT_POINTS"), variable("TIDELINE_CASSANDRA_DATACENTER"));
        job = new JobProcess(servers.environment(), folder);
    }

    @AfterAll
    static void stop() {
        job.close();
        topics.close();
        tables.close();
        servers.close();
    }

    @Test
    @Order(1)
    void aHotReadingBecomesARowAFlagAndAnAlertThatResolvesWhenItCools() {
        send("phoenix", 0, 30);
        send("phoenix", 10, 40);
        soon(() -> assertThat(tables.activeAlerts("phoenix")).contains("heat FIRING"));

        send("phoenix", 20, 20);

        soon(() -> assertThat(tables.activeAlerts("phoenix")).doesNotContain("heat FIRING"));
        soon(() -> assertThat(tables.readings("test", "phoenix", now)).containsExactly(20.0, 40.0, 30.0));
        soon(() -> assertThat(tables.latest("test", "phoenix")).containsExactly(20.0));
        soon(() -> assertThat(tables.sources()).contains("test"));
        for (String table : List.of("alert", "alert_by_day", "alert_by_series")) {
            soon(() -> assertThat(tables.alerts(table, "phoenix")).as(table).containsExactly("heat RESOLVED 2"));
        }
        soon(() -> assertThat(tables.steps("phoenix")).containsExactly("FIRING", "RESOLVED"));
        assertThat(topics.flags()).extracting(Flag::getRuleId, Flag::getValue).containsExactly(tuple("heat", 40.0));
        assertThat(steps("phoenix", "heat")).containsExactly("FIRING", "RESOLVED CLEARED");
    }

    @Test
    @Order(2)
    void aStepThatWasTakenBackIsNotStored() {
        AlertEvent step = topics.alerts().get(0);

        topics.takeBack(AlertEvent.newBuilder(step)
                .setAlertId("taken-back")
                .setEntity("denver")
                .build());
        topics.tell(AlertEvent.newBuilder(step)
                .setAlertId("told")
                .setEntity("boston")
                .build());

        soon(() -> assertThat(tables.activeAlerts("boston")).containsExactly("heat FIRING"));
        assertThat(tables.activeAlerts("denver")).isEmpty();
    }

    @Test
    @Order(3)
    void windowsCountRepeatedReadingsOnceAndTakeCorrectedValues() {
        send("berlin", 0, 10);
        send("berlin", 10, 99);
        send("berlin", 0, 10);
        topics.send(Reading.newBuilder(reading("berlin", 10, 14)).setRevision(1).build());
        topics.flush();

        soon(() -> assertThat(tables.windows("test", "berlin", "PT5M", now))
                .extracting(
                        window -> window.getLong("count"),
                        window -> window.getDouble("mean"),
                        window -> window.getDouble("max"))
                .containsExactly(tuple(2L, 12.0, 14.0)));
    }

    @Test
    @Order(4)
    void whatIsNoReadingBecomesADeadLetterWithItsReason() {
        topics.sendBytes("test/x/y", "nonsense".getBytes(StandardCharsets.UTF_8));
        topics.flush();

        soon(() -> assertThat(topics.records("readings-rejected")).hasSize(1));

        ConsumerRecord<byte[], byte[]> letter =
                topics.records("readings-rejected").get(0);
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("nonsense");
        assertThat(header(letter, "reason")).isEqualTo("NOT_FRAMED");
        assertThat(header(letter, "topic")).isEqualTo("readings");
    }

    @Test
    @Order(5)
    void aProducerThatIsAReleaseAheadIsReadWithoutARestart() throws IOException, InterruptedException {
        topics.sendOfNextRelease(reading("lima", 0, 12));
        topics.flush();

        soon(() -> assertThat(tables.readings("test", "lima", now)).containsExactly(12.0));
        assertThat(topics.records("readings-rejected")).hasSize(1);
    }

    @Test
    @Order(6)
    void tellsPrometheusOfEveryQueryAndOfWhatBecameOfTheRecords() {
        soon(() -> assertThat(job.metrics())
                .contains(
                        "spark_streaming_flags_latency",
                        "spark_streaming_series_inputRate_total",
                        "spark_streaming_windows_states_rowsTotal",
                        "spark_streaming_alerts_states_rowsTotal",
                        "spark_streaming_history_processingRate_total")
                .containsPattern("readings_accepted_[^ ]+ [1-9]")
                .containsPattern("readings_rejected_NOT_FRAMED_[^ ]+ 1\\b"));
    }

    @Test
    @Order(7)
    void everyKafkaToolSeesHowFarEachQueryHasRead() {
        for (String query : List.of("flags", "series", "windows", "alerts")) {
            soon(() -> assertThat(topics.lag("tideline-" + query, "readings"))
                    .as(query)
                    .isZero());
        }
        // What a transaction wrote ends with a marker, which no query reads.
        soon(() -> assertThat(topics.lag("tideline-history", "alerts")).isLessThanOrEqualTo(1));
    }

    @Test
    @Order(8)
    void rulesTakeEffectWhileTheJobRunsOnASeriesThatSaysNothing() {
        send("chicago", 0, 5);
        soon(() -> assertThat(tables.readings("test", "chicago", now)).hasSize(1));

        tables.writeRule("frost", 1, FROST.formatted(0, "Cel"), false);
        soon(() -> assertThat(steps("chicago", "frost")).containsExactly("FIRING"));
        tables.writeRule("frost", 2, FROST.formatted(1, "Cel"), false);
        soon(() -> assertThat(steps("chicago", "frost")).containsExactly("FIRING", "RESOLVED RULE_CHANGED", "FIRING"));
        send("chicago", 10, 6);
        soon(() -> assertThat(topics.flags())
                .extracting(Flag::getRuleId, Flag::getValue)
                .contains(tuple("frost", 6.0)));
        tables.writeRule("frost", 3, FROST.formatted(1, "Cel"), true);

        soon(() -> assertThat(steps("chicago", "frost"))
                .containsExactly("FIRING", "RESOLVED RULE_CHANGED", "FIRING", "RESOLVED RULE_DELETED"));
    }

    @Test
    @Order(9)
    void aRuleInAnotherDimensionShowsItsErrorUntilItIsCorrected() {
        tables.writeRule("frost", 4, FROST.formatted(1, "Pa"), false);
        soon(() -> assertThat(tables.ruleErrors()).hasSize(1));

        Row error = tables.ruleErrors().get(0);
        tables.writeRule("frost", 5, FROST.formatted(100, "Cel"), false);

        assertThat(error.getString("rule_id")).isEqualTo("frost");
        assertThat(error.getInt("version")).isEqualTo(4);
        assertThat(error.getString("series")).isEqualTo("test/chicago/temperature");
        assertThat(error.getString("error")).contains("'Cel'").contains("'Pa'");
        soon(() -> assertThat(tables.ruleErrors()).isEmpty());
    }

    @Test
    @Order(10)
    void aRuleThatCannotBeReadShowsItsErrorAndHarmsNoOther() {
        tables.writeRule("ill", 1, FROST.formatted(1, "no unit").replace("frost", "ill"), false);

        soon(() -> assertThat(tables.ruleErrors()).singleElement().satisfies(error -> {
            assertThat(error.getString("rule_id")).isEqualTo("ill");
            assertThat(error.getString("error")).contains("no unit");
        }));
        send("phoenix", 30, 41);
        soon(() -> assertThat(steps("phoenix", "heat")).endsWith("RESOLVED CLEARED", "FIRING"));

        tables.writeRule("ill", 2, "", true);
        soon(() -> assertThat(tables.ruleErrors()).isEmpty());
    }

    @Test
    @Order(11)
    void tellsThatASeriesIsSilentAlsoWhenEveryOtherIs() {
        send("austin", 0, 5);
        soon(() -> assertThat(tables.readings("test", "austin", now)).hasSize(1));
        tables.writeRule("quiet", 1, QUIET, false);

        soon(() -> assertThat(steps("austin", "quiet")).containsExactly("FIRING"));

        send("austin", 10, 5);
        soon(() -> assertThat(steps("austin", "quiet")).startsWith("FIRING", "RESOLVED CLEARED"));
        tables.writeRule("quiet", 2, QUIET, true);
    }

    @Test
    @Order(12)
    void aQueryThatDiesTellsWhyRaisesAnAlertAndLosesNothing() throws IOException, InterruptedException {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        tables.drop("reading_window");
        send("el-paso", 0, 10);
        soon(() -> assertThat(tables.activeAlerts("query-windows")).containsExactly("query-down FIRING"));
        // Spark or the connector may be the first to notice.
        assertThat(job.gauge("queries.windows.lastError"))
                .contains("Exception: ")
                .containsAnyOf("NoSuchTableException", "Couldn't find table reading_window");
        assertThat(Instant.parse(job.gauge("queries.windows.lastErrorAt"))).isBetween(before, Instant.now());
        assertThat(job.gauge("queries.flags.lastError")).isEmpty();
        assertThat(job.metrics()).doesNotContain("lastError");

        tables.create("reading_window");

        soon(() -> assertThat(tables.windows("test", "el-paso", "PT1M", now)).hasSize(1));
        soon(() -> assertThat(steps("query-windows", "query-down")).containsExactly("FIRING", "RESOLVED CLEARED"));
        assertThat(tables.readings("test", "el-paso", now)).containsExactly(10.0);
    }

    /** One session has two connections; there were hundreds of batches by now. */
    @Test
    @Order(13)
    void allTasksOfAnExecutorShareOneSession() {
        assertThat(tables.connections()).isBetween(4, 30);
    }

    @Test
    @Order(14)
    void stopsInOrderAndGoesOnWithoutASecondAlert() throws IOException, InterruptedException {
        send("las-vegas", 0, 45);
        soon(() -> assertThat(steps("las-vegas", "heat")).containsExactly("FIRING"));

        int exit = job.terminate();
        send("las-vegas", 10, 46);
        job.startAgain();
        send("las-vegas", 20, 20);

        soon(() -> assertThat(steps("las-vegas", "heat")).containsExactly("FIRING", "RESOLVED CLEARED"));
        assertThat(exit).isIn(0, 143);
    }

    @Test
    @Order(15)
    void underLoadNothingIsLostOrToldTwiceWhenAWorkerAndThenTheSupervisedDriverDie()
            throws IOException, InterruptedException {
        SteadyLoad load = new SteadyLoad(topics, now.plusSeconds(300));

        load.send(200);
        Workers.killOne();
        load.send(400);
        job.crash();
        load.send(200);
        job.awaitRestart();
        load.send(205);

        soon(() -> assertThat(tables.readings("load", "tucson", now)).hasSize(load.sent()));
        soon(() -> assertThat(load.toldOnce(topics.alerts())).isEqualTo(load.expectedSteps()));
        soon(() -> assertThat(load.flagged(topics.flags())).isEqualTo(load.expectedFlags()));
        soon(() -> assertThat(load.windows(tables.windows("load", "tucson", "PT1M", now)))
                .isEqualTo(load.expectedWindows()));
        soon(() -> assertThat(tables.activeAlerts("tucson")).doesNotContain("heat FIRING"));
    }

    /** State and reason of each step, in order. */
    private static List<String> steps(String entity, String rule) {
        return topics.alerts().stream()
                .filter(event ->
                        event.getEntity().equals(entity) && event.getRuleId().equals(rule))
                .map(event -> (event.getState() + " " + event.getReason()).strip())
                .toList();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(assertion);
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

    private static String variable(String name) {
        return requireNonNull(servers.environment().get(name), name);
    }
}
