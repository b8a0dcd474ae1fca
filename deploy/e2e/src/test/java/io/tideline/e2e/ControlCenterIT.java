package io.tideline.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The control center in a real browser on the whole pipeline, also while a hop of it is dead. */
@Tag("long")
class ControlCenterIT {

    @RegisterExtension
    static final SharedStack STACK = new SharedStack();

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** What people may wait for the name of the hop that is stuck. */
    private static final Duration NAMED_WITHIN = Duration.ofSeconds(30);

    private static Chromium chromium;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        if (chromium != null) chromium.close();
    }

    @AfterEach
    void close() {
        chromium.closePages();
    }

    @Test
    void namesTheStuckHopAndRaisesAnAlertThatEndsWithIt() {
        StackPage page = openOnceAllWorks(Look.DARK);

        Instant killed = Instant.now();
        STACK.get().kill("spark-job");
        try {
            await().atMost(NAMED_WITHIN)
                    .untilAsserted(() -> assertThat(page.text("#incident")).contains("Spark is stuck"));
            System.out.printf(
                    "stuck_hop_named_ms=%d%n",
                    Duration.between(killed, Instant.now()).toMillis());
            assertThat(page.evaluate("document.querySelector('.hop[data-s=stuck]').dataset.hop"))
                    .isEqualTo("spark");
            assertThat(page.title()).startsWith("Spark stuck");
            page.awaitText("#watch", "Spark, stuck", "The job does not answer.", "Firing");
            page.screenshot("control-spark-stuck");
            chromium.open(STACK.page(""), Look.LIGHT).awaitAlert("Firing", "Spark, stuck");
            page.click("#watch [data-act=acknowledge]");
            page.signIn(STACK.password());
            page.awaitText("#watch", "Acknowledged by operator");
        } finally {
            STACK.get().start("spark-job");
        }

        page.awaitText("#pipe-meta", "hops working");
        assertThat(page.text("#incident")).isEmpty();
        // An earlier one may be listed as over already.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(STACK.api().alerts("pipeline-hop-stuck"))
                .isEmpty());
        page.awaitText("#watch", "Spark, stuck", "over at");
        page.screenshot("control-spark-back");
    }

    @Test
    void namesWhatAQueryDiedOfAlsoWhenItRunsAgain() throws SQLException {
        StackPage page = openOnceAllWorks();

        try (Stores stores = new Stores(STACK.get())) {
            stores.rename("reading_window", "window_start", "mislaid");
            try {
                page.awaitText("#spark tr.bad", "windows", "down", "died ", "Exception: ");
                page.screenshot("control-query-died");
            } finally {
                stores.rename("reading_window", "mislaid", "window_start");
            }
        }

        page.awaitText("#spark tr:has-text('windows')", "running");
        page.awaitText("#spark tr.note", "last died ", "Exception: ");
        page.screenshot("control-query-back");
        assertThat(page.consoleErrors()).isEmpty();
    }

    @Test
    void replaysWhatTheJobCouldNotRead() throws ExecutionException, InterruptedException {
        StackPage page = openOnceAllWorks();
        String nonsense = "nonsense " + UUID.randomUUID();
        String rows = "#rejected tbody tr:has-text('" + nonsense + "')";
        send(nonsense);
        page.awaitText(rows, "readings /", "waiting");

        page.click("#rejected button:has-text('Replay')");
        page.awaitText("dialog", "rejected record", "POST /control/rejected/replay");
        page.screenshot("control-replay-dialog");
        assertThat(page.text(rows)).contains("waiting");
        page.click("dialog .solid");
        page.signIn(STACK.password());

        // It still cannot be read: the job rejects it once more, and nothing is dropped.
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(page.count(rows)).isEqualTo(2);
            assertThat(page.count(rows + ":has-text('replayed')")).isEqualTo(1);
            assertThat(page.count(rows + ":has-text('waiting')")).isEqualTo(1);
        });
        page.screenshot("control-replayed");
        assertThat(page.consoleErrors()).isEmpty();
    }

    @Test
    void createsATopicAndFetchesASourceOnceConfirmed() {
        StackPage page = openOnceAllWorks();
        String name = "made-" + UUID.randomUUID();

        page.click("#topics button:has-text('Create topic')");
        page.fill("#topic-name", name);
        page.awaitText("dialog", "none of this name", name, "4 partitions", "POST /control/topics");
        page.screenshot("control-topic-dialog");
        assertThat(page.text("#topics")).doesNotContain(name);
        page.click("dialog .solid");
        page.signIn(STACK.password());
        page.awaitText("#topics", name);

        page.click("#fetches button:has-text('Fetch now')");
        page.awaitText("dialog", "Fetch simulator now?", "POST /control/fetches");
        page.click("dialog .solid");
        // It closes once the fetcher has stored the readings; a refusal would stay in it.
        await().atMost(PATIENCE).until(() -> page.count("dialog") == 0);
        assertThat(page.consoleErrors()).isEmpty();
    }

    @Test
    void showsRecordsDecodedByTheirSchema() {
        StackPage page = openOnceAllWorks();

        page.click("#topics button.link:text-is('readings')");
        page.awaitText("dialog", "Records of readings", "simulator", "\"observedAt\"");
        page.screenshot("control-records");
        page.click("dialog button:has-text('Close')");
        page.click("#schemas button:has-text('Show')");

        page.awaitText("dialog", "\"type\": \"record\"");
        page.screenshot("control-schema");
        assertThat(page.consoleErrors()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void fitsEveryWindowAndReader(Look look) {
        StackPage page = open(look);
        page.awaitText("#pipe-meta", "hops working");
        page.awaitText("#spark", "running");
        page.awaitText("#topics", "readings");

        page.screenshot("control-" + look.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(page.seriousFaults()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(look.width());
        assertThat(page.consoleErrors()).isEmpty();
    }

    private static StackPage openOnceAllWorks() {
        return openOnceAllWorks(Look.LIGHT);
    }

    private static StackPage openOnceAllWorks(Look look) {
        StackPage page = open(look);
        page.awaitText("#pipe-meta", "hops working");
        return page;
    }

    private static StackPage open(Look look) {
        return chromium.open(STACK.page("control.html" + look.query()), look);
    }

    private static void send(String value) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", requireNonNull(STACK.get().environment().get("KAFKA_BOOTSTRAP_SERVERS")));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("readings", "simulator/phoenix/temperature", value))
                    .get();
        }
    }
}
