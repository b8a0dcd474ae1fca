package io.tideline.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages in states that a healthy stack does not show: a lost connection, a failing database, hundreds of series and alerts. The
 * whole pipeline behind them is tried in deploy/e2e.
 */
class PagesIT extends BrowserTest {

    /** Size in pixels of the smallest text that is seen, but for units, which are a part of their value. */
    private static final String SMALLEST_TEXT = """
            Math.min(...[...document.querySelectorAll('main *')]
              .filter((one) => one.checkVisibility() && !one.closest('svg, .vh, .unit'))
              .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
              .map((one) => parseFloat(getComputedStyle(one).fontSize)))
            """;

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
    void showsInTheTimelineWhatTheListShowsAlsoBeforeTheHistoryHasIt() {
        api = FakeApi.start(6);
        api.historyIsBehind = true;
        open("", 1440, ColorScheme.LIGHT);
        awaitText("#mttx", "none acknowledged yet");

        api.fire("a1", 1, "CRITICAL");
        awaitText("#gantt", "Station 1, temperature");
        page.locator("[data-act=acknowledge]").click();
        page.locator("#operator-password").fill(FakeApi.PASSWORD);
        page.locator("dialog button[value=go]").click();

        awaitText("#mttx", "Mean time to acknowledge", "10 min");
        assertThat(errors).isEmpty();
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
                + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
    }

    @Test
    void saysHowManyAlertsItMissedAlsoWhereTheStreamHasForgottenThem() {
        api = FakeApi.start(6);
        api.hold("before", 0, "WARNING");
        open("", 1440, ColorScheme.LIGHT);
        awaitText("#alerts", "Station 0");
        api.fire("a1", 1, "WARNING");
        awaitText("#alerts", "Station 1");

        api.cut();
        awaitText("#conn", "Reconnecting");
        api.hold("a2", 2, "CRITICAL");
        api.alerts.get("a2").put("firedAt", Instant.now().toString());
        api.forget();
        api.mend();

        awaitText("#conn", "Live", "caught up from the tables since", "missed 1 alert");
        page.locator("#conn button").click();
        assertThat(page.locator("#alerts article:has(.tag.missed)").innerText()).contains("Station 2");
        assertThat(page.locator("#alerts article").count()).isEqualTo(3);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1920,1080,LIGHT", "3840,2160,DARK"})
    void isReadAcrossARoomOnAWall(int width, int height, ColorScheme scheme) {
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        open("", width, scheme);
        page.setViewportSize(width, height);
        await().until(() -> page.locator("#plot canvas").count() == 1);
        double onTheDesk = pixels("#alerts .val b");

        page.locator("button[title^='For a wall']").click();

        assertThat(pixels("#alerts .val b"))
                .isGreaterThanOrEqualTo(width / 42.0)
                .isGreaterThan(onTheDesk * 1.5);
        assertThat((Number) page.evaluate(SMALLEST_TEXT))
                .extracting(Number::doubleValue)
                .satisfies(smallest -> assertThat(smallest).isGreaterThanOrEqualTo(width / 100.0));
        assertThat(page.locator("[data-act=acknowledge]").isVisible()).isFalse();
        assertThat(bottom("#plot")).isLessThanOrEqualTo(bottom("#chart-panel"));
        assertThat(bottom("#chart-panel")).isLessThanOrEqualTo(height);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        assertThat(PageBrowser.seriousFaults(page)).isEmpty();
        screenshot("wall-" + width);
        page.navigate(api.url() + "control.html");
        awaitText("#incident", "Spark is stuck");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        screenshot("wall-control-" + width);
        page.locator("button[title^='Back to the desk']").click();
        page.navigate(api.url());
        await().untilAsserted(() -> assertThat(pixels("#alerts .val b")).isEqualTo(onTheDesk));
        assertThat(errors).isEmpty();
    }

    @Test
    void showsEveryTemperatureInTheReadersUnit() {
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        open("?series=simulator/station-0/temperature", 1440, ColorScheme.LIGHT);
        awaitText("#alerts", "38.6°C", "over 37.8°C");
        awaitText("#chart-now", "38.6°C");

        page.locator("button:text-is('°F')").click();

        awaitText("#alerts", "101.5°F", "over 100.0°F");
        awaitText("#chart-now", "101.5°F");
        awaitText("#series", "101.5");
        assertThat(errors).isEmpty();
    }

    @Test
    void saysWhatComesNextWhereNoSourceIsYet() {
        api = FakeApi.start(0);

        open("", 1440, ColorScheme.LIGHT);

        awaitText("#series", "No source yet");
        awaitText("#alerts", "No alert is firing");
        assertThat(PageBrowser.seriousFaults(page)).isEmpty();
        screenshot("no-source");
        assertThat(errors).isEmpty();
    }

    private double bottom(String selector) {
        return page.locator(selector).boundingBox().y + page.locator(selector).boundingBox().height;
    }

    /** Size of a text in pixels, once it is there. */
    private double pixels(String selector) {
        String size = "node => parseFloat(getComputedStyle(node).fontSize) || 0";
        return await().until(
                        () -> ((Number) page.locator(selector).first().evaluate(size)).doubleValue(),
                        pixels -> pixels > 0);
    }
}
