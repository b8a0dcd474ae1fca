package io.tideline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline of {@code deploy/compose.yaml}, from a scheduled fetch to an alert, and what is left of it after crashes. */
@WithContainers
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String DAG = "fetch_simulator";
    private static final String HEAT = "simulator/phoenix/temperature";
    /** The simulator is left out: it keeps in memory what it has served. */
    private static final List<String> SERVICES = List.of(
            "alert-api",
            "fetcher",
            "spark-job",
            "spark-worker",
            "spark-master",
            "kafka",
            "zookeeper",
            "registry",
            "cassandra",
            "postgres",
            "airflow-scheduler",
            "airflow-dag-processor",
            "airflow-triggerer",
            "airflow-api-server");

    /** With an image of our own. */
    private static final List<String> OURS =
            List.of("fetcher", "alert-api", "spark-job", "spark-worker", "airflow-scheduler");

    private static ComposeProject project;
    private static LiveAlerts live;

    @BeforeAll
    static void up(@TempDir Path folder) throws Exception {
        project = ComposeProject.in(folder);
        project.up();
        live = new LiveAlerts(project.page("TIDELINE_PORT"));
    }

    @AfterAll
    static void down() {
        if (live != null) live.close();
        if (project != null) project.close();
    }

    @Test
    @Order(1)
    void aScheduledFetchBecomesAnAlert() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(live.events(HEAT, "FIRING")).isNotEmpty());

        assertThat(airflow().scheduledSuccesses(DAG)).isPositive();
    }

    @Test
    @Order(2)
    void everyContainerComesBackAfterACrash() {
        for (String service : SERVICES) {
            String container = project.containers(service).get(0);
            int before = project.restarts(container);

            project.crash(container);

            await(service).atMost(PATIENCE).untilAsserted(() -> {
                assertThat(project.restarts(container)).isGreaterThan(before);
                assertThat(project.healthy(service)).isEqualTo(1);
            });
        }
        for (String service : SERVICES) {
            await(service).atMost(PATIENCE).untilAsserted(() -> assertThat(project.healthy(service))
                    .isEqualTo(1));
        }
    }

    @Test
    @Order(3)
    void nothingWasLost() throws SQLException {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            airflow().pause(DAG, true);
            return airflow().running(DAG) == 0;
        });
        Set<Row> served = served();

        assertThat(served).isNotEmpty();
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertEveryStoreHas(served));
    }

    @Test
    @Order(4)
    void threeWorkersJoinTheCluster() {
        project.scale("spark-worker", 3);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(project.healthy("spark-worker")).isEqualTo(3));
    }

    @Test
    @Order(5)
    void keepsEverythingOverARestart() throws SQLException {
        Set<Row> before = served();

        project.down();
        project.up();

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertEveryStoreHas(before));
    }

    @Test
    @Order(6)
    void keepsEverythingOverAnUpgradeOfOurImagesAndGoesOn() throws Exception {
        Set<Row> before = served();
        List<String> old = OURS.stream().map(project::image).toList();

        project.set("TIDELINE_VERSION", "the-next-one");
        project.up();
        airflow().pause(DAG, false);

        assertThat(OURS.stream().map(project::image)).doesNotContainAnyElementsOf(old);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> !before.containsAll(served()));
        Set<Row> all = new HashSet<>(before);
        all.addAll(served());
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertEveryStoreHas(all));
    }

    private static Set<Row> served() {
        URI simulator = URI.create("http://" + project.address("simulator") + ":8080");
        URI fetcher = URI.create("http://" + project.address("fetcher") + ":8080");
        return new ServedReadings(simulator, fetcher).rows();
    }

    private static void assertEveryStoreHas(Set<Row> rows) throws SQLException {
        CqlSession cassandra = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(project.address("cassandra"), 9042))
                .withLocalDatacenter("datacenter1")
                .withAuthCredentials("spark_job", project.password("CASSANDRA_SPARK_JOB_PASSWORD"))
                .withKeyspace("tideline")
                .build();
        String url = "jdbc:postgresql://" + project.address("postgres") + "/tideline";
        try (Stores stores = new Stores(
                cassandra,
                DriverManager.getConnection(url, "fetcher", project.password("POSTGRES_FETCHER_PASSWORD")))) {
            assertHas("PostgreSQL", stores.inPostgres(), rows);
            assertHas("Cassandra", stores.inCassandra(), rows);
        }
    }

    /** The first few of what is missing: a message of thousands of rows is more than the test runner can carry. */
    private static void assertHas(String store, Set<Row> found, Set<Row> rows) {
        List<Row> missing = rows.stream()
                .filter(row -> !found.contains(row))
                .sorted(Comparator.comparing(Row::observedAt))
                .toList();
        assertThat(missing.stream().limit(3))
                .as("%s lacks %d of %d readings", store, missing.size(), rows.size())
                .isEmpty();
    }

    private static AirflowApi airflow() {
        return new AirflowApi(project.page("AIRFLOW_PORT"), "admin", project.password("AIRFLOW_ADMIN_PASSWORD"));
    }
}
