package io.tideline.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The dashboard in states that a healthy stack does not show: a lost connection, a failing database, hundreds of series and alerts. */
class DashboardPageIT extends BrowserTest {

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
}
