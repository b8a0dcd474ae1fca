package io.tideline.api.page;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
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

    /** The list comes from Cassandra, which may be behind the stream: nobody tells the page of an end before it listened. */
    @Test
    void letsAnAlertGoThatEndedWhileThePageWasOpened() {
        api = FakeApi.start(6);
        api.hold("a1", 0, "WARNING");
        open("", 1440, ColorScheme.LIGHT);
        awaitText("#alerts", "Station 0");

        api.alerts.clear();

        awaitText("#alerts", "No alert is firing");
        assertThat(errors).isEmpty();
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
        awaitText("#map", "Station positions cannot be read");
        assertThat(page.locator("#map-meta").innerText()).isEqualTo("unknown");
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
    void drawsNoLineOverMissingWindowsAndNoneIntoTheFuture() {
        api = FakeApi.start(1);
        open("", 1440, ColorScheme.LIGHT);

        Object picture = page.evaluate("""
                async () => {
                  const { columns, readPicture } = await import('/js/chart/picture.js');
                  const window = (minute) => ({ from: minute * 60_000, to: (minute + 5) * 60_000, mean: 20, unit: 'Cel' });
                  const series = { readings: async () => [{ t: 60_000, v: 20, unit: 'Cel' }],
                    windows: async () => [window(0), window(5), window(60)] };
                  const items = [{ series: 'simulator/station-0/temperature', unit: 'Cel' }];
                  const drawn = await readPicture({ series, alerts: {} }, items, { from: 0, until: 61 * 60_000 }, null);
                  const [x, , means] = columns(drawn);
                  return x.map((t, i) => `${t / 60} ${means[i] === undefined ? 'none' : means[i]}`);
                }
                """);

        assertThat(picture).isEqualTo(List.of("1 none", "2.5 20", "7.5 20", "34 null", "60.5 20"));
        assertThat(errors).isEmpty();
    }

    /** An alert and its series, listed side by side, share one sparkline; also when the alert is there first. */
    @Test
    void readsTheRecentPastOfASeriesOnce() {
        api = FakeApi.start(1);
        api.hold("a1", 0, "CRITICAL");
        api.series = new CountDownLatch(1);
        open("", 1440, ColorScheme.LIGHT);
        awaitText("#alerts", "Station 0");

        api.series.countDown();
        await().until(() -> page.locator("#alerts .spark path").count() > 0
                && page.locator("#series .spark path").count() == 2);

        assertThat(api.asked)
                .filteredOn(asked -> asked.startsWith("/series/simulator/station-0/temperature/readings")
                        && asked.contains("points=160"))
                .hasSize(1);
        assertThat(errors).isEmpty();
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
    void hangsOnTheWallAsLongAsTheAddressAsksForIt() {
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        open("?wall=on", 1920, ColorScheme.DARK);
        awaitText("#alerts", "Station 0");

        assertThat(page.locator("[data-act=acknowledge]").isVisible()).isFalse();
        double onTheWall = pixels("#alerts .val b");
        page.locator("button[title^='Back to the desk']").click();
        assertThat(page.locator("[data-act=acknowledge]").isVisible()).isTrue();
        assertThat(pixels("#alerts .val b")).isLessThan(onTheWall);
        assertThat(page.url()).doesNotContain("wall");

        page.navigate(api.url() + "?wall=on");
        awaitText("#alerts", "Station 0");
        page.navigate(api.url());
        awaitText("#alerts", "Station 0");
        assertThat(page.locator("[data-act=acknowledge]").isVisible()).isTrue();
        assertThat(errors).isEmpty();
    }

    @Test
    void saysThatItCannotTellWhatItMissedWhereCassandraDoesNotAnswer() {
        api = FakeApi.start(6);
        open("", 1440, ColorScheme.LIGHT);
        awaitText("#conn", "Live");
        api.fire("a1", 1, "WARNING");
        awaitText("#alerts", "Station 1");

        api.cut();
        awaitText("#conn", "Reconnecting");
        api.cassandraIsDown = true;
        api.forget();
        api.mend();

        awaitText("#conn", "Live", "what was missed cannot be read");
        assertThat(page.locator("#conn [title^='GET /alerts/history answered 503']")
                        .count())
                .isEqualTo(1);
        page.locator("#conn button").click();
        assertThat(page.locator("#conn").innerText()).doesNotContain("missed");
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

    @Test
    void namesTheDayOfAReadingWhereTheClockAloneCouldMeanAnother() {
        ZoneId elsewhere = zoneOfAnotherDay();
        api = FakeApi.start(6);
        open("?series=simulator/station-0/temperature&hours=72", 1440, ColorScheme.LIGHT);
        page.evaluate("zone => localStorage.setItem('tideline.zone', zone)", elsewhere.getId());
        page.reload();
        await().until(() -> page.locator("#plot canvas").count() == 1);

        page.locator("#plot").press("End");
        awaitText("#readout .t", "At", dayOf(Instant.now(), "EEE d ", elsewhere));

        page.locator("#ranges button[value='1']").click();
        page.locator("#plot").press("End");
        await().untilAsserted(() ->
                assertThat(page.locator("#readout .t").innerText()).matches("At\\s+\\d\\d:\\d\\d"));

        Instant longAgo = Instant.now().minus(Duration.ofDays(20)).truncatedTo(ChronoUnit.HOURS);
        page.navigate(api.url() + "?series=simulator/station-0/temperature&hours=6&until=" + longAgo);
        await().until(() -> page.locator("#plot canvas").count() == 1);
        awaitText("#readout .t", "Latest", dayOf(longAgo.minusSeconds(60), "EEE d MMM HH", elsewhere));
        assertThat(errors).isEmpty();
    }

    @Test
    void marksTheDaysOfAWeekAtMidnightOfTheReader() {
        ZoneId elsewhere = zoneOfAnotherDay();
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        open("?span=168", 1440, ColorScheme.LIGHT);
        page.evaluate("zone => localStorage.setItem('tideline.zone', zone)", elsewhere.getId());
        page.reload();
        awaitText("#gantt", "Station 0");

        Instant now = Instant.now();
        Duration today = Duration.between(
                now.atZone(elsewhere).toLocalDate().atStartOfDay(elsewhere).toInstant(), now);
        double left = 100 - 100.0 * today.toSeconds() / Duration.ofDays(7).toSeconds();
        assertThat((Number) page.evaluate("parseFloat(document.querySelector('.gantt .tick:last-of-type').style.left)"))
                .extracting(Number::doubleValue, as(DOUBLE))
                .isCloseTo(left, within(0.2));
        awaitText("#gantt .axis", dayOf(now.minus(Duration.ofDays(3)), "EEE d", elsewhere));
        assertThat(errors).isEmpty();
    }

    /** A zone where today is another day than in UTC, which is the browser's own. */
    private static ZoneId zoneOfAnotherDay() {
        LocalTime time = LocalTime.now(ZoneOffset.UTC);
        return ZoneId.of(time.isBefore(LocalTime.of(10, 30)) ? "Pacific/Pago_Pago" : "Pacific/Kiritimati");
    }

    private static String dayOf(Instant instant, String pattern, ZoneId zone) {
        return DateTimeFormatter.ofPattern(pattern, Locale.UK).withZone(zone).format(instant);
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
