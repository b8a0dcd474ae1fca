package io.tideline.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages in a real browser, in states that a healthy stack does not show: a lost connection, a failing database, hundreds of
 * series and alerts. The whole pipeline behind them is tried in deploy/e2e.
 */
class PagesIT {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static PageBrowser browser;

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private FakeApi api;
    private Page page;

    @BeforeAll
    static void launch() {
        browser = PageBrowser.launch();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void close() {
        page.context().close();
        api.close();
    }

    @Test
    void showsAnAlertAndAFlagTheMomentTheyCome() {
        api = FakeApi.start(6);
        open("", 1440, ColorScheme.LIGHT);
        awaitText("#alerts", "No alert is firing");

        api.fire("a1", 2, "CRITICAL");
        api.flag("f1", 3);

        awaitText("#alerts", "Station 2, temperature", "38.6", "over 37.8", "simulated");
        awaitText("#flags", "Station 3", "38.6");
        assertThat(page.title()).startsWith("1 firing");
        assertThat(errors).isEmpty();
    }

    @Test
    void tellsWhatItMissedWhileTheConnectionWasLost() {
        api = FakeApi.start(6);
        open("", 1440, ColorScheme.LIGHT);
        awaitText("#alerts", "No alert is firing");
        api.fire("a1", 0, "WARNING");
        awaitText("#alerts", "Station 0");

        api.cut();
        awaitText("#conn", "Reconnecting");
        api.fire("a2", 1, "CRITICAL");
        api.fire("a3", 2, "CRITICAL");
        api.mend();

        awaitText("#conn", "Live", "missed 2 alerts");
        page.locator("#conn button").click();
        assertThat(page.locator("#alerts .tag.missed").count()).isEqualTo(2);
        assertThat(page.locator("#alerts article").count()).isEqualTo(3);
    }

    @Test
    void acknowledgesWithThePasswordAskedOnce() {
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        api.hold("a2", 1, "CRITICAL");
        open("", 1440, ColorScheme.LIGHT);

        page.locator("[data-act=acknowledge]").first().click();
        page.locator("#operator-password").fill("wrong");
        page.locator("dialog button[value=go]").click();
        awaitText("dialog", "do not fit");
        page.locator("#operator-password").fill(FakeApi.PASSWORD);
        page.locator("dialog button[value=go]").click();
        awaitText("#alerts", "Acknowledged by operator");
        page.locator("[data-act=acknowledge]").first().click();

        await().untilAsserted(() -> assertThat(api.changes)
                .containsExactlyInAnyOrder("POST /alerts/a1/acknowledge", "POST /alerts/a2/acknowledge"));
        assertThat(page.locator("dialog").count()).isZero();
    }

    @Test
    void saysThatItCannotReadInsteadOfShowingCalm() {
        api = FakeApi.start(6);
        api.cassandraIsDown = true;

        open("", 1440, ColorScheme.LIGHT);

        awaitText("#alerts", "Alerts cannot be read", "GET /alerts answered 503. Cassandra does not answer.");
        awaitText("#series", "Series cannot be read");
        assertThat(page.locator("#alerts-meta").innerText()).isEqualTo("unknown");
    }

    @Test
    void keepsFilterAndChartInTheAddress() {
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        api.hold("a2", 1, "WARNING");
        open("?severity=WARNING&series=simulator/station-4/humidity&hours=24", 1440, ColorScheme.LIGHT);

        awaitText("#chart-h", "Station 4, humidity");
        awaitText("#alerts", "Station 1");
        assertThat(page.locator("#alerts article").count()).isEqualTo(1);
        page.locator("#ranges button[value='1']").click();

        assertThat(page.url()).contains("hours=1").contains("severity=WARNING").contains("station-4");
    }

    @Test
    void showsFiveHundredSeriesAndTwoHundredAlertsWithinSeconds() {
        api = FakeApi.start(250);
        for (int i = 0; i < 200; i++) {
            api.hold("a" + i, i, i % 3 == 0 ? "CRITICAL" : "WARNING");
        }

        open("", 1440, ColorScheme.LIGHT);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(page.locator("#alerts article").count()).isEqualTo(200);
            assertThat(page.locator("#series tr.row").count()).isEqualTo(500);
        });
        assertThat(errors).isEmpty();
        screenshot("five-hundred-series");
    }

    @Test
    void previewsARuleOnTheChart() {
        api = FakeApi.start(6);

        open("rules.html?rule=heat", 1440, ColorScheme.LIGHT);

        awaitText("#verdict", "would have raised 1 alert on 1 series");
        await().until(() -> page.locator("#plot canvas").count() == 1);
        assertThat(errors).isEmpty();
    }

    @Test
    void namesTheHopThatIsStuckAndWhatItStarves() {
        api = FakeApi.start(6);

        open("control.html", 1440, ColorScheme.LIGHT);

        awaitText("#incident", "Spark is stuck", "22,841 records wait", "Cassandra and Alert API get nothing new");
        assertThat(page.locator(".hop[data-s=stuck]").getAttribute("data-hop")).isEqualTo("spark");
        assertThat(page.title()).startsWith("Spark stuck");
        assertThat(errors).isEmpty();
    }

    @Test
    void showsAnAlertAboutThePipelineInBothPlaces() {
        api = FakeApi.start(6);
        open("control.html", 1440, ColorScheme.LIGHT);
        awaitText("#watch", "Nothing is wrong with the pipeline");

        api.breakSpark("p1");

        awaitText("#watch", "Spark, stuck", "The job does not answer.", "Firing");
        page.locator("#watch [data-act=silence]").click();
        awaitText("dialog", "Silence Spark, stuck?", "nobody for 15 min", "POST /silences");
        page.locator("dialog button:has-text('Cancel')").click();
        page.locator("#watch [data-act=acknowledge]").click();
        page.locator("#operator-password").fill(FakeApi.PASSWORD);
        page.locator("dialog button[value=go]").click();
        awaitText("#watch", "Acknowledged by operator");
        page.navigate(api.url());
        awaitText("#alerts", "Spark, stuck", "> 10 s", "Acknowledged by operator");
        assertThat(errors).isEmpty();
    }

    @Test
    void replaysRejectedRecordsAndPausesASourceOnceConfirmed() {
        api = FakeApi.start(6);
        open("control.html", 1440, ColorScheme.LIGHT);
        awaitText("#rejected", "UNKNOWN_SCHEMA", "readings / 2 @ 108", "waiting", "replayed");
        awaitText("#fetches", "paused");
        awaitText("#topics", "7 d");

        page.locator("#rejected button").click();
        awaitText("dialog", "Replay 2 rejected records?", "POST /control/rejected/replay");
        assertThat(api.changes).isEmpty();
        page.locator("dialog .solid").click();
        page.locator("#operator-password").fill(FakeApi.PASSWORD);
        page.locator("dialog button[value=go]").click();
        await().untilAsserted(() -> assertThat(page.locator("dialog").count()).isZero());
        page.locator("#fetches tr:has-text('usgs') button:has-text('Resume')").click();
        page.locator("dialog .solid").click();

        await().untilAsserted(() -> assertThat(api.changes)
                .containsExactly("POST /control/rejected/replay", "PATCH /control/sources/usgs"));
        assertThat(errors).isEmpty();
    }

    @Test
    void showsWhoLeadsAndWhoFollowsInEveryPartition() {
        api = FakeApi.start(6);
        open("control.html", 1440, ColorScheme.LIGHT);
        awaitText("#topics", "1 under");

        page.locator("#topics button[title^=Leaders]").click();

        awaitText("dialog", "Partitions of readings", "broker 1", "1, 2", "broker 2", "2, 1", "700 kB");
        assertThat(page.locator("dialog .state[data-s=warn]").innerText()).isEqualTo("2");
        assertThat(PageBrowser.seriousFaults(page)).isEmpty();
        assertThat(errors).isEmpty();
    }

    @Test
    void showsTheLastFetchesOfASourceAndWhyTheyFailed() {
        api = FakeApi.start(6);
        open("control.html", 1440, ColorScheme.LIGHT);
        awaitText("#fetches", "usgs");

        page.locator("#fetches button.link:text-is('usgs')").click();

        awaitText("dialog", "Last fetches of usgs", "SERVER_ERROR", "The source answered 500");
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',1440,LIGHT",
        "'',1440,DARK",
        "'',390,LIGHT",
        "rules.html,1440,LIGHT",
        "rules.html,390,DARK",
        "control.html,1440,DARK",
        "control.html,390,LIGHT"
    })
    void hasNoSeriousAccessibilityFaultAndFitsItsWidth(String path, int width, ColorScheme scheme) {
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        api.hold("a2", 1, "WARNING");
        open(path, width, scheme);
        await().until(() -> page.locator("#plot canvas, .hop.last").count() == 1);

        assertThat(PageBrowser.seriousFaults(page)).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        assertThat(errors).isEmpty();
        screenshot((path.isEmpty() ? "dashboard" : path.replace(".html", "")) + "-"
                + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
    }

    private void open(String path, int width, ColorScheme scheme) {
        page = browser.page(width, scheme, errors);
        page.navigate(api.url() + path);
    }

    private void awaitText(String selector, String... texts) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(page.locator(selector).innerText()).contains(texts));
    }

    private void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }
}
