package io.tideline.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.PlaywrightException;
import io.tideline.e2e.Stores.Alert;
import io.tideline.e2e.Stores.Window;
import io.tideline.local.LocalStack;
import io.tideline.local.StackOptions;
import io.tideline.local.artifact.Artifacts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One stack, one heat wave that comes back, and each hop held against what the simulator says that it served. The methods
 * follow a reading on its way, so they share the stack and have an order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineIT {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String DAG = "fetch_simulator";
    private static final String HEAT = "simulator/phoenix/temperature";
    private static final double THRESHOLD_CELSIUS = (100 - 32) / 1.8;
    private static final double CLEAR_CELSIUS = (98 - 32) / 1.8;

    private static LocalStack stack;
    private static AirflowApi airflow;
    private static LiveAlerts live;
    private static Stores stores;
    private static ServedReadings served;

    @BeforeAll
    static void upAndRunning() throws SQLException {
        stack = LocalStack.start(StackOptions.in(Path.of("target", "stack"))
                .withSimulator("--heat-for", "PT1M", "--heat-every", "PT2M"));
        live = new LiveAlerts(stack.address("alert-api"));
        stores = new Stores(stack);
        served = new ServedReadings(stack.address("simulator"), stack.address("fetcher"));
        Assumptions.assumeTrue(
                stack.hasAirflow(),
                "No Airflow here: install python3 (3.10 or newer) and python3-venv to run this test.");
        airflow = new AirflowApi(stack.address("airflow-api-server"), "admin", stack.password("airflow-admin"));
    }

    @AfterAll
    static void down() throws IOException, SQLException {
        if (live != null) live.close();
        if (stores != null) stores.close();
        if (stack != null) {
            stack.close();
            // The logs stay. The next run counts every row, so it must find none.
            Artifacts.deleteTree(stack.folder().path().resolve("data"));
        }
    }

    @Test
    @Order(1)
    void airflowRunsTheDagOnItsScheduleAndWhenAsked() {
        String run = airflow.trigger(DAG);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(airflow.state(DAG, run)).isEqualTo("success"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(airflow.scheduledSuccesses(DAG)).isPositive());
    }

    @Test
    @Order(2)
    void theDashboardShowsTheAlert() {
        try (Chromium chromium = Chromium.launch()) {
            StackPage page = chromium.open(stack.address("alert-api").toString(), Look.LIGHT);
            // An alert may resolve, and another come, while the page is read.
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(PlaywrightException.class)
                    .untilAsserted(() -> assertThat(page.activeAlerts())
                            .anySatisfy(alert -> assertThat(alert.text()).containsIgnoringCase("phoenix")));
            page.screenshot("pipeline");

            assertThat(page.text("#conn")).startsWith("Live");
            assertThat(page.consoleErrors()).isEmpty();
        }
    }

    @Test
    @Order(3)
    void anAlertComesLiveWithItsSeriesValueAndThreshold() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(live.events(HEAT, "FIRING")).isNotEmpty());
        JsonNode alert = live.events(HEAT, "FIRING").get(0);

        assertThat(alert.path("rule").path("id").asText()).isEqualTo("heat");
        assertThat(alert.path("severity").asText()).isEqualTo("CRITICAL");
        assertThat(alert.path("value").asDouble()).isGreaterThan(THRESHOLD_CELSIUS);
        assertThat(alert.path("unit").asText()).isEqualTo("Cel");
        assertThat(alert.path("threshold").asDouble()).isEqualTo(100);
        assertThat(alert.path("thresholdUnit").asText()).isEqualTo("[degF]");
        assertThat(alert.path("message").asText()).contains("phoenix", "temperature");
    }

    @Test
    @Order(4)
    void theAlertResolves() {
        String id = live.events(HEAT, "FIRING").get(0).path("id").asText();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(live.events(HEAT, "RESOLVED"))
                .anySatisfy(alert -> assertThat(alert.path("id").asText()).isEqualTo(id)));
    }

    @Test
    @Order(5)
    void everyHopHasWhatWasServed() {
        airflow.pause(DAG, true);
        await().atMost(PATIENCE).until(() -> airflow.running(DAG) == 0);

        assertEveryHopHasWhatWasServed();
    }

    @Test
    @Order(6)
    void startedAgainNothingIsLostAndNoAlertIsRaisedTwice() throws SQLException {
        Set<Alert> before = Set.copyOf(alertsOfRules());
        int liveBefore = live.events().size();
        stores.close();
        stack.stop();
        stack.start();
        stores = new Stores(stack);

        served = new ServedReadings(stack.address("simulator"), stack.address("fetcher"));
        assertThat(alertsOfRules()).containsExactlyInAnyOrderElementsOf(before);

        airflow = new AirflowApi(stack.address("airflow-api-server"), "admin", stack.password("airflow-admin"));
        airflow.pause(DAG, false);
        String run = airflow.trigger(DAG);
        await().atMost(PATIENCE).until(() -> airflow.state(DAG, run).equals("success"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stores.inPostgres()).containsAll(served.rows());
            assertThat(stores.inCassandra()).isEqualTo(stores.inPostgres());
        });
        assertThat(alertsOfRules()).containsAll(before);
        assertThat(live.events().size()).isGreaterThanOrEqualTo(liveBefore);
        live.assertNoStepCameTwice();
    }

    /** Alerts about the pipeline itself may come with a stop and a start. */
    private static List<Alert> alertsOfRules() {
        return stores.alerts().stream()
                .filter(alert -> !alert.series().startsWith("tideline/"))
                .toList();
    }

    private static void assertEveryHopHasWhatWasServed() {
        Set<Row> truth = served.rows();
        assertThat(truth).hasSizeGreaterThan(100);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stores.inPostgres()).isEqualTo(truth));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(published()).hasSameSizeAs(truth));
        assertThat(Set.copyOf(published())).isEqualTo(truth);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stores.inCassandra()).isEqualTo(truth));
        for (String size : List.of("PT1M", "PT5M", "PT1H")) {
            await().atMost(PATIENCE).untilAsserted(() -> assertWindowsAreExact(size, truth));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heatAlerts()).isEqualTo(heatEpisodes(truth)));
        live.assertNoStepCameTwice();
    }

    private static List<Row> published() {
        return PublishedReadings.of(stack).readings();
    }

    /** Each window that the readings make is there, and no other, with the figures that a batch computes. */
    private static void assertWindowsAreExact(String size, Set<Row> readings) {
        long millis = Duration.parse(size).toMillis();
        var expected = readings.stream()
                .collect(Collectors.groupingBy(
                        row -> row.series() + " "
                                + Math.floorDiv(row.observedAt().toEpochMilli(), millis) * millis,
                        Collectors.summarizingDouble(Row::value)));
        List<Window> windows = stores.windows(size);

        assertThat(windows).hasSameSizeAs(expected.keySet());
        assertThat(windows).allSatisfy(window -> {
            DoubleSummaryStatistics figures = requireNonNull(
                    expected.get(window.series() + " " + window.start().toEpochMilli()),
                    () -> "no readings for " + window);
            assertThat(window.count()).isEqualTo(figures.getCount());
            assertThat(window.min()).isEqualTo(figures.getMin());
            assertThat(window.max()).isEqualTo(figures.getMax());
            assertThat(window.mean()).isCloseTo(figures.getAverage(), Offset.offset(1e-9));
        });
    }

    private static Set<String> heatAlerts() {
        return stores.alerts().stream()
                .filter(alert -> alert.rule().equals("heat"))
                .map(alert -> alert.series() + " from " + alert.startsAt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The alerts that the readings must have raised: a slow, obviously right reading of the rule. */
    private static Set<String> heatEpisodes(Set<Row> readings) {
        Set<String> episodes = new TreeSet<>();
        readings.stream()
                .filter(row -> row.series().endsWith("/temperature"))
                .collect(Collectors.groupingBy(Row::series))
                .forEach((series, rows) -> {
                    boolean broken = false;
                    for (Row row : rows.stream()
                            .sorted(Comparator.comparing(Row::observedAt))
                            .toList()) {
                        if (!broken && row.value() > THRESHOLD_CELSIUS) {
                            episodes.add(series + " from " + row.observedAt());
                            broken = true;
                        }
                        broken &= row.value() >= CLEAR_CELSIUS;
                    }
                });
        return episodes;
    }
}
