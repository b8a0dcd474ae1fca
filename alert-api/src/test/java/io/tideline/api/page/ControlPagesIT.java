package io.tideline.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The control center in states that a healthy stack does not show: a hop is stuck, a query is dead, records were rejected. */
class ControlPagesIT extends BrowserTest {

    /** Regions of the page and of its dialogs that hide a part of their table to the right. */
    private static final String HIDDEN_TO_THE_RIGHT = """
            [...document.querySelectorAll('.scroll, dialog')]
              .filter((one) => one.scrollWidth > one.clientWidth)
              .map((one) => one.id || one.ariaLabel || one.nodeName)
            """;

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
    void listsAnAlertThatIsOverAlsoBeforeTheTablesHaveItsEnd() {
        api = FakeApi.start(6);
        open("control.html", 1440, ColorScheme.LIGHT);
        awaitText("#watch", "Nothing is wrong with the pipeline");
        api.breakSpark("p1");
        awaitText("#watch", "Spark, stuck", "Firing");

        api.end("p1");

        awaitText("#watch", "Nothing is wrong with the pipeline", "Spark, stuck", "over at");
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
        awaitText("dialog", "Resume usgs?", "DAG fetch_usgs", "paused", "on its schedule");
        screenshot("control-resume-dialog");
        page.locator("dialog .solid").click();

        await().untilAsserted(() -> assertThat(api.changes)
                .containsExactly("POST /control/rejected/replay", "PATCH /control/sources/usgs"));
        assertThat(api.bodies).containsExactly("{}", "{\"paused\":false}");
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

    @Test
    void fitsEveryTableIntoAPhone() {
        api = FakeApi.start(6);
        api.breakSpark("p1");

        open("control.html", 390, ColorScheme.LIGHT);

        awaitText("#watch", "Spark, stuck");
        awaitText("#spark", "worker-20260131140000");
        awaitText("#groups", "tideline-webhook-on-call");
        awaitText("#topics", "readings");
        awaitText("#brokers", "standalone");
        awaitText("#fetches", "usgs");
        awaitText("#schemas", "readings-value");
        awaitText("#rejected", "UNKNOWN_SCHEMA");
        awaitText("#cassandra", "datacenter1");
        assertThat(page.evaluate(HIDDEN_TO_THE_RIGHT)).isEqualTo(List.of());
        screenshot("control-phone-tables");
        assertThatDialogFits("#topics button.link:text-is('readings')", "Records of readings");
        assertThatDialogFits("#topics td.act button", "Change topic readings?");
        assertThatDialogFits("#fetches button.link:text-is('usgs')", "Last fetches of usgs");
        assertThatDialogFits("#fetches tr:has-text('usgs') button:text-matches('^3')", "Rejected readings of usgs");
        assertThat(errors).isEmpty();
    }

    @Test
    void changesWhatCannotBeTakenBackOnlyOnceItsNameIsTyped() {
        api = FakeApi.start(6);
        open("control.html", 1440, ColorScheme.LIGHT);
        awaitText("#topics", "readings");

        page.locator("#topics td.act button").click();
        awaitText("dialog", "Change topic readings?", "kept 7 d", "as it is");
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Cancel");
        page.keyboard().press("Enter");
        await().untilAsserted(() -> assertThat(page.locator("dialog").count()).isZero());
        page.locator("#topics td.act button").click();
        page.locator("#topic-partitions").fill("6");
        awaitText("dialog .diff", "6 partitions");
        page.locator("#confirm-name").fill("reading");
        assertThat(page.locator("dialog .danger").isDisabled()).isTrue();
        assertThat(api.changes).isEmpty();
        page.locator("#confirm-name").fill("readings");
        page.locator("dialog .danger").click();
        page.locator("#operator-password").fill(FakeApi.PASSWORD);
        page.locator("dialog button[value=go]").click();

        await().untilAsserted(() -> assertThat(api.changes).containsExactly("PATCH /control/topics/readings"));
        assertThat(api.bodies).containsExactly("{\"partitions\":6,\"retention\":\"PT604800S\"}");
        await().untilAsserted(() -> assertThat(page.locator("dialog").count()).isZero());
        assertThat(errors).isEmpty();
    }

    @Test
    void keepsTheQuestionOpenWhenTheChangeIsRefused() {
        api = FakeApi.start(6);
        api.refusal = "The group tideline-webhook-on-call has members.";
        open("control.html", 1440, ColorScheme.LIGHT);
        awaitText("#groups", "by Spark", "1 min");

        page.locator("#groups button").click();
        page.locator("#reset-to").selectOption("earliest");
        awaitText("dialog", "1,204 records", "every record that the topics still keep");
        page.locator("#confirm-name").fill("tideline-webhook-on-call");
        page.locator("dialog .danger").click();
        page.locator("#operator-password").fill(FakeApi.PASSWORD);
        page.locator("dialog button[value=go]").click();

        awaitText("dialog [role=alert]", "Not done: The group tideline-webhook-on-call has members.");
        assertThat(page.locator("dialog .danger").isEnabled()).isTrue();
        assertThat(page.locator("#reset-to").inputValue()).isEqualTo("earliest");
    }

    private void assertThatDialogFits(String opener, String title) {
        page.locator(opener).click();
        awaitText("dialog", title);
        await().untilAsserted(() ->
                assertThat(page.locator("dialog p:text-is('Reading…')").count()).isZero());
        assertThat(page.evaluate(HIDDEN_TO_THE_RIGHT))
                .as("regions of the dialog '%s' that hide a part of them", title)
                .isEqualTo(List.of());
        page.keyboard().press("Escape");
        await().untilAsserted(() -> assertThat(page.locator("dialog").count()).isZero());
    }
}
