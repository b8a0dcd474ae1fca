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

/** What the pages draw of a series, when it was, and in which unit. */
class ChartPageIT extends BrowserTest {

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

    @Test
    void previewsARuleOnTheChart() {
        api = FakeApi.start(6);

        open("rules.html?rule=heat", 1440, ColorScheme.LIGHT);

        awaitText("#verdict", "would have raised 1 alert on 1 series");
        await().until(() -> page.locator("#plot canvas").count() == 1);
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
}
