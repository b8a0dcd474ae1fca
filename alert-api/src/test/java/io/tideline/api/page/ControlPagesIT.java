package io.tideline.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** The control center in states that a healthy stack does not show: a hop is stuck, a query is dead, records were rejected. */
class ControlPagesIT extends BrowserTest {

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

    @Test
    void namesWhatAQueryDiedOfAndWhen() {
        api = FakeApi.start(6);

        open("control.html", 1440, ColorScheme.LIGHT);

        awaitText("#spark tr.bad:not(.note)", "windows", "down");
        awaitText("#spark tr.bad.note", "died ", "of InvalidQueryException: table windows is missing");
        awaitText("#spark tr.note:not(.bad)", "last died ", "of InvalidQueryException: table flags is missing");
        assertThat(page.evaluate("document.getElementById('spark').scrollWidth"))
                .isEqualTo(page.evaluate("document.getElementById('spark').clientWidth"));
        assertThat(page.locator("#spark tr.bad .error time").getAttribute("title"))
                .endsWith(" UTC");
        assertThat(errors).isEmpty();
        screenshot("control-query-died");
    }

    @Test
    void showsRejectedReadingsUntilTheOldest() {
        api = FakeApi.start(6);
        open("control.html", 1440, ColorScheme.LIGHT);
        awaitText("#fetches", "usgs");

        page.locator("#fetches tr:has-text('usgs') button:text-matches('^3')").click();
        awaitText("dialog", "Rejected readings of usgs", "NOT_A_NUMBER", "\"temp\": \"--\"");
        page.locator("dialog button:text-is('Show older')").click();

        awaitText("dialog", "UNKNOWN_UNIT");
        assertThat(page.locator("dialog tbody tr").count()).isEqualTo(2);
        assertThat(page.locator("dialog button:text-is('Show older')").isVisible())
                .isFalse();
        assertThat(PageBrowser.seriousFaults(page)).isEmpty();
        screenshot("control-rejected-readings");
    }

    @Test
    void findsRecordsByPartitionTextAndATimeOnTheReadersClock() {
        api = FakeApi.start(6);
        open("control.html", 1440, ColorScheme.LIGHT);
        page.evaluate("localStorage.setItem('tideline.zone', 'America/New_York')");
        page.reload();
        page.locator("#topics button.link:text-is('readings')").click();
        awaitText(
                "dialog",
                "Records of readings",
                "a time, New York",
                "simulator/phoenix/temperature",
                "{ \"value\": 38.6 }");

        page.locator("#records-partition").fill("1");
        page.locator("#records-since").fill("2026-01-31 14:00");
        page.locator("#records-filter").fill("phoenix");
        page.keyboard().press("Enter");

        await().untilAsserted(
                        () -> assertThat(api.asked)
                                .contains(
                                        "/control/topics/readings/records?partition=1&since=2026-01-31T19:00:00.000Z&filter=phoenix&limit=50"));
        screenshot("control-records");
        page.keyboard().press("Escape");
        await().untilAsserted(() -> assertThat(page.locator("dialog").count()).isZero());
        assertThat(errors).isEmpty();
    }

    @Test
    void showsWhatChangedBetweenTwoVersionsOfASchemaWhereItChanged() {
        api = FakeApi.start(6);
        open("control.html", 1440, ColorScheme.LIGHT);

        page.locator("#schemas button:has-text('Show')").click();

        await().untilAsserted(
                        () -> assertThat(page.locator("dialog pre").innerText()).isEqualTo("""
                  {
                    "name": "Reading",
                -   "doc": "old",
                +   "doc": "new",
                    "fields": [
                      "source",
                +     "entity",
                      "metric"
                    ]
                  }
                """.stripTrailing() + "\n"));
        screenshot("control-schema");
        assertThat(errors).isEmpty();
    }
}
