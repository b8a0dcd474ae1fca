package io.tideline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tideline.e2e.StackPage.ActiveAlert;
import io.tideline.e2e.StackPage.Cost;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and the rules in a real browser on the whole pipeline: what happens in it is seen, and what is clicked happens. */
@Tag("long")
class DashboardIT {

    @RegisterExtension
    static final SharedStack STACK = new SharedStack();

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** The simulator's six stations with two metrics each. */
    private static final int SERIES = 12;

    private static final int LOADS = 5;
    private static final int MOST_BYTES = 500_000;
    private static Chromium chromium;
    private static OperatorApi api;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
        api = STACK.api();
        await("readings of every series").atMost(PATIENCE).until(() -> api.series() >= SERIES);
    }

    @AfterAll
    static void quit() {
        if (chromium != null) chromium.close();
    }

    @AfterEach
    void close() {
        chromium.closePages();
        api.removeRules();
    }

    @Test
    void showsAnAlertAndItsFlagsTheMomentTheyCome() {
        StackPage page = open("", Look.LIGHT);
        page.awaitText("#conn", "Live");
        page.evaluate("""
                window.flashed = [];
                new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((row) =>
                  row.matches?.('.flag.new') && window.flashed.push(row.innerText))))
                  .observe(document.getElementById('flags'), { childList: true })
                """);

        api.watchHumidityOf("chicago");

        ActiveAlert alert = page.awaitAlert("Firing", "Chicago, humidity");
        assertThat(alert.text()).contains("Warning over 0", "Since", "simulated");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(page.evaluate("window.flashed.join()"))
                .asString()
                .contains("Chicago"));
        assertThat(page.title()).contains("firing");
        page.screenshot("dashboard-alert");
        assertThat(page.consoleErrors()).isEmpty();
    }

    /** The stream is ahead of Cassandra, from which a page that is opened reads what is active. */
    @Test
    void showsAnAlertThatCameJustBeforeThePage() {
        try (LiveAlerts live = new LiveAlerts(STACK.get().address("alert-api"))) {
            String rule = api.watchHumidityOf("chicago");
            await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> live.events().stream()
                    .anyMatch(event -> event.path("rule").path("id").asText().equals(rule)));
        }

        StackPage page = open("", Look.LIGHT);

        page.awaitAlert("Firing", "Chicago, humidity");
        assertThat(page.consoleErrors()).isEmpty();
    }

    @Test
    void keepsACommentAndAnAcknowledgementForEveryReader() {
        StackPage page = open("", Look.LIGHT);
        StackPage other = open("", Look.DARK);
        String rule = api.watchHumidityOf("berlin");
        other.awaitAlert("Firing", "Berlin, humidity");
        page.awaitAlert("Firing", "Berlin, humidity");
        awaitStored(rule);

        page.comment("Berlin, humidity", "It rains.");
        page.signIn(STACK.password());
        page.awaitText("#alerts", "Comment (1)");
        page.act("Berlin, humidity", "acknowledge");

        assertThat(page.awaitAlert("Acknowledged", "Berlin, humidity").text()).contains("Acknowledged by operator");
        other.awaitAlert("Acknowledged", "Berlin, humidity");
        other.screenshot("dashboard-acknowledged-dark");
        assertThat(api.alerts(rule)).singleElement().satisfies(alert -> assertThat(
                        alert.path("acknowledgement").path("by").asText())
                .isEqualTo("operator"));
        assertThat(page.consoleErrors()).isEmpty();
        assertThat(other.consoleErrors()).isEmpty();
    }

    @Test
    void silencesAnAlertAndEndsTheSilence() {
        String rule = api.watchHumidityOf("new-york");
        StackPage page = open("", Look.LIGHT);
        page.awaitAlert("Firing", "New York, humidity");
        awaitStored(rule);

        page.act("New York, humidity", "silence");
        page.screenshot("dashboard-silence-form");
        page.act("New York, humidity", "silence-15");
        page.signIn(STACK.password());

        assertThat(page.awaitAlert("Silenced", "New York, humidity").text()).contains("Silenced until", "by operator");
        page.screenshot("dashboard-silenced");
        page.act("New York, humidity", "end");
        page.awaitAlert("Firing", "New York, humidity");
        assertThat(page.consoleErrors()).isEmpty();
    }

    @Test
    void createsARuleOnceItsPreviewLooksRightAndSeesItFire() {
        StackPage page = open("rules.html?new", Look.LIGHT);
        write(page, "name", "Damp in New Orleans");
        write(page, "id", OperatorApi.newId());
        write(page, "series.entity", "new-orleans");
        write(page, "series.metric", "humidity");
        write(page, "condition.below", "1");
        write(page, "condition.unit", "%");

        page.awaitText("#verdict", "It would have raised 1 alert on 1 series");
        await().atMost(PATIENCE).until(page::chartIsDrawn);
        page.screenshot("rules-preview");
        page.click("#form button[type=submit]");
        page.signIn(STACK.password());

        page.awaitText("#form", "Saved. The running job takes it up");
        page.awaitText("#rules li.on", "Damp in New Orleans", "1 firing");
        page.go(STACK.page(""));
        assertThat(page.awaitAlert("Firing", "New Orleans, humidity").rule()).isEqualTo("Damp in New Orleans");
        assertThat(page.consoleErrors()).isEmpty();
    }

    @Test
    void drawsWhatPostgresAloneHas() {
        OperatorApi fetcher = new OperatorApi(STACK.get().address("fetcher"), STACK.password());
        Instant end = Instant.now().minus(Duration.ofDays(20)).truncatedTo(ChronoUnit.HOURS);
        for (int hours = 1; hours <= 6; hours++) {
            Instant from = end.minus(Duration.ofHours(hours));
            fetcher.keepOnly("simulator", from, from.plus(Duration.ofHours(1)));
        }

        StackPage page = open("?series=simulator/chicago/temperature&hours=6&until=" + end, Look.LIGHT);
        await().atMost(PATIENCE).until(page::chartIsDrawn);
        page.press("#plot", "End");

        page.awaitText("#readout", "5 min mean", "Kept in PostgreSQL");
        page.screenshot("dashboard-archive");
        assertThat(page.consoleErrors()).isEmpty();
    }

    @Test
    void saysWhatItMissedWhileTheNetworkWasLost() {
        StackPage page = openWithAPlaceInTheStream();

        page.offline(true);
        page.awaitText("#conn", "Reconnecting");
        awaitStored(api.watchHumidityOf("las-vegas"));
        page.screenshot("dashboard-reconnecting");
        page.offline(false);

        assertCaughtUpWith(page, "Las Vegas, humidity");
    }

    @Test
    void saysWhatItMissedWhileTheServerWasDead() throws SQLException {
        StackPage page = openWithAPlaceInTheStream();
        try (Stores stores = new Stores(STACK.get())) {
            String rule = api.watchHumidityOf("phoenix");
            STACK.get().kill("alert-api");
            try {
                page.awaitText("#conn", "Reconnecting");
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(stores.alerts())
                        .anySatisfy(alert -> assertThat(alert.rule()).isEqualTo(rule)));
                page.screenshot("dashboard-server-dead");
            } finally {
                STACK.get().start("alert-api");
            }
        }

        assertCaughtUpWith(page, "Phoenix, humidity");
    }

    @ParameterizedTest
    @CsvSource({
        "'',LIGHT",
        "'',DARK",
        "'',PHONE_LIGHT",
        "'',PHONE_DARK",
        "'',WALL",
        "'',WALL_4K",
        "rules.html,LIGHT",
        "rules.html,DARK",
        "rules.html,PHONE_LIGHT",
        "rules.html,PHONE_DARK"
    })
    void fitsEveryWindowAndReader(String path, Look look) {
        StackPage page = open(path + look.query(), look);
        await().atMost(PATIENCE).until(page::chartIsDrawn);

        page.screenshot((path.isEmpty() ? "dashboard" : "rules") + "-"
                + look.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(page.seriousFaults()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(look.width());
        assertThat(page.consoleErrors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rules.html", "control.html"})
    void staysLight(String path) {
        List<Cost> costs = new ArrayList<>();
        for (int load = 0; load < LOADS; load++) {
            costs.add(open(path, Look.LIGHT).cost());
            chromium.closePages();
        }

        System.out.printf(
                "page=/%s loads=%d first_paint_ms=%s first_facts_ms=%s bytes=%d%n",
                path,
                LOADS,
                medianAndWorst(costs, Cost::firstPaint),
                medianAndWorst(costs, Cost::firstFacts),
                costs.get(0).bytes());
        assertThat(costs).allSatisfy(cost -> assertThat(cost.bytes()).isBetween(1L, (long) MOST_BYTES));
    }

    private static String medianAndWorst(List<Cost> costs, ToLongFunction<Cost> figure) {
        long[] sorted = costs.stream().mapToLong(figure).sorted().toArray();
        return "median:%d,worst:%d".formatted(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    /** Waits until the alert of a rule is in Cassandra, as it is for whoever acts after seconds and not at once. */
    private static void awaitStored(String rule) {
        await("alert of " + rule).atMost(PATIENCE).until(() -> !api.alerts(rule).isEmpty());
    }

    private static StackPage open(String path, Look look) {
        return chromium.open(STACK.page(path), look);
    }

    /** The dashboard, once it has heard an event that has an id. */
    private static StackPage openWithAPlaceInTheStream() {
        StackPage page = open("", Look.LIGHT);
        page.awaitText("#conn", "Live");
        String rule = api.watchHumidityOf("chicago");
        awaitStored(rule);
        String id = api.alerts(rule).get(0).path("id").asText();
        await().atMost(PATIENCE).until(() -> page.count("[data-alert='" + id + "']") == 1);
        return page;
    }

    /** Writes into the field of the rule's form that has this path. */
    private static void write(StackPage page, String path, String value) {
        page.fill("[data-path='" + path + "'] input", value);
    }

    private static void assertCaughtUpWith(StackPage page, String title) {
        page.awaitText("#conn", "Live", "caught up, missed");
        page.screenshot("dashboard-caught-up");
        page.click("#conn button");
        assertThat(page.awaitAlert("Firing", title).text()).contains("missed");
        assertThat(page.requests()).anyMatch(url -> url.contains("/live?") && url.contains("lastEventId="));
    }
}
