package io.tideline.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tideline.e2e.Stores.Alert;
import io.tideline.local.LocalStack;
import io.tideline.local.StackOptions;
import io.tideline.local.StackOptions.Choice;
import io.tideline.local.artifact.Artifacts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three brokers, three Cassandra nodes, two Workers, and a fetch every second. Each node in turn is ended by SIGKILL and stays away until the pipeline has been seen to
 * go on without it; at the end all is counted. The methods share the stack, so the last two come last.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NODES = 3;

    /** Those that were made while a node was away: each raises one alert. */
    private static final List<String> rules = new ArrayList<>();

    private static LocalStack stack;
    private static LiveAlerts live;
    private static Stores stores;
    private static OperatorApi api;
    private static SteadyFetches fetches;
    private static Admin kafka;

    @BeforeAll
    static void up() throws IOException, SQLException {
        Path folder = Path.of("target", "cluster-stack");
        Artifacts.deleteTree(folder.resolve("data"));
        stack = LocalStack.start(StackOptions.in(folder)
                .with(Choice.CLUSTER, Choice.WITHOUT_AIRFLOW)
                // Nobody but this test orders fetches: a late reading would, rightly, withdraw an alert and raise
                // another.
                .withEnvironment("TIDELINE_SCHEDULER", "airflow")
                .withSimulator("--step", "PT1S"));
        live = new LiveAlerts(stack.address("alert-api"));
        stores = new Stores(stack);
        api = new OperatorApi(stack.address("alert-api"), stack.password("operator"));
        kafka = Admin.create(
                Map.of("bootstrap.servers", requireNonNull(stack.environment().get("KAFKA_BOOTSTRAP_SERVERS"))));
        fetches = new SteadyFetches(stack);
        patiently("every topic has its replicas").untilAsserted(ClusterIT::assertIsWhole);
    }

    @AfterAll
    static void down() throws SQLException {
        if (fetches != null) fetches.close();
        if (kafka != null) kafka.close();
        if (live != null) live.close();
        if (stores != null) stores.close();
        if (stack != null) stack.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "kafka-2", "kafka-3", "cassandra", "cassandra-2", "cassandra-3", "spark-worker-1"})
    @Order(1)
    void nothingStopsWhileOneIsAway(String node) {
        int answered = fetches.answered();
        Instant killed = Instant.now();
        stack.kill(node);
        try {
            String rule = watched();
            rules.add(rule);
            patiently("flags").untilAsserted(() -> assertThat(flaggedRules()).contains(rule));
            long flagged = sinceMillis(killed);
            patiently("alerts, live").untilAsserted(() -> assertThat(live.eventsOfRule(rule, "FIRING"))
                    .hasSize(1));
            patiently("alerts, kept")
                    .untilAsserted(() -> assertThat(api.alerts(rule)).hasSize(1));
            long alerted = sinceMillis(killed);
            patiently("readings").untilAsserted(() -> assertThat(stores.newestInCassandra("phoenix", "humidity"))
                    .hasValueSatisfying(newest -> assertThat(newest).isAfter(killed)));
            patiently("fetches")
                    .untilAsserted(() -> assertThat(fetches.answered()).isGreaterThan(answered));
            assertThat(state(node)).isEqualTo("stopped");
            System.out.printf(
                    "without=%s flag_ms=%d alert_ms=%d reading_ms=%d%n", node, flagged, alerted, sinceMillis(killed));
        } finally {
            stack.start(node);
        }

        api.removeRules();
        patiently("it is back").untilAsserted(ClusterIT::assertIsWhole);
        System.out.printf("back=%s after_ms=%d%n", node, sinceMillis(killed));
        assertThat(fetches.refusals()).isEmpty();
    }

    @Test
    @Order(2)
    void whatCrashesComesBackByItself() {
        stack.crash("kafka-2");
        stack.crash("cassandra-2");

        patiently("they are back").untilAsserted(() -> {
            assertThat(state("kafka-2")).isEqualTo("ready");
            assertThat(state("cassandra-2")).isEqualTo("ready");
            assertIsWhole();
        });
    }

    @Test
    @Order(3)
    void nothingIsLostAndNothingIsThereTwice() {
        fetches.close();
        assertThat(fetches.refusals()).isEmpty();
        ServedReadings served = new ServedReadings(stack.address("simulator"), stack.address("fetcher"));

        patiently("every reading in every store").untilAsserted(() -> {
            Set<Row> truth = served.rows();
            List<Row> published = ofSimulator(PublishedReadings.of(stack).readings());
            assertThat(published).doesNotHaveDuplicates();
            assertThat(truth).hasSizeGreaterThan(1000);
            assertSame("PostgreSQL", stores.inPostgres(), truth);
            assertSame("Kafka", Set.copyOf(published), truth);
            assertSame("Cassandra", Set.copyOf(ofSimulator(stores.inCassandra())), truth);
        });
        live.assertNoStepCameTwice();
        assertThat(stores.alerts().stream().map(Alert::rule).filter(rules::contains))
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    /** A change of rules that was under way at the node that died is answered with 503: it is made once more. */
    private static String watched() {
        return patiently("rules can be made")
                .ignoreExceptions()
                .until(() -> api.watchHumidityOf("phoenix"), id -> true);
    }

    /** Counts first: a message of thousands of rows is more than the test runner can carry. */
    private static void assertSame(String store, Set<Row> found, Set<Row> truth) {
        assertThat(truth.stream().filter(row -> !found.contains(row)).limit(3))
                .as("%s lacks some of %d readings", store, truth.size())
                .isEmpty();
        assertThat(found).as(store).hasSameSizeAs(truth);
    }

    private static List<Row> ofSimulator(Collection<Row> rows) {
        return rows.stream()
                .filter(row -> row.series().startsWith("simulator/"))
                .toList();
    }

    /** Every partition, those of Kafka itself too, has all its replicas in step, and all nodes of Cassandra are up. */
    private static void assertIsWhole() throws ExecutionException, InterruptedException {
        Set<String> topics = kafka.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        assertThat(topics).contains("readings", "__consumer_offsets");
        assertThat(kafka.describeTopics(topics).allTopicNames().get().values())
                .allSatisfy(topic -> assertThat(topic.partitions())
                        .as(topic.name())
                        .allSatisfy(partition -> assertThat(partition.isr()).hasSize(NODES)));
        assertThat(stores.nodesUp()).isEqualTo(NODES);
    }

    private static Set<String> flaggedRules() {
        return PublishedReadings.of(stack).all("flags").stream()
                .map(flag -> flag.get("ruleId").toString())
                .collect(Collectors.toSet());
    }

    private static String state(String node) {
        return stack.parts().stream()
                .filter(part -> part.name().equals(node))
                .findFirst()
                .orElseThrow()
                .state()
                .word();
    }

    private static long sinceMillis(Instant instant) {
        return Duration.between(instant, Instant.now()).toMillis();
    }

    private static ConditionFactory patiently(String what) {
        return await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(500));
    }
}
