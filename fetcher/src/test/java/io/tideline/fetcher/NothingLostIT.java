package io.tideline.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.tideline.fetcher.stack.FetcherProcess;
import io.tideline.fetcher.stack.PublishedReadings;
import io.tideline.fetcher.stack.PublishedReadings.Published;
import io.tideline.fetcher.stack.ScriptedApi;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.tideline.fetcher.stack.Stations;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of every server and of the fetcher itself; afterwards all that was answered is in Kafka, in order. */
class NothingLostIT {
    private static final ScriptedApi API = new ScriptedApi();
    private static final LocalServers SERVERS = LocalServers.start(Server.POSTGRES, Server.KAFKA, Server.REGISTRY);
    private static final Map<String, String> ENVIRONMENT = new HashMap<>(SERVERS.environment());

    @BeforeAll
    static void writeUsers() {
        ENVIRONMENT.put("API", API.url());
        ENVIRONMENT.put("PUSH_TOKEN", Servers.PUSH_TOKEN);
        ENVIRONMENT.put("QUERY_KEY", Servers.KEY);
        ENVIRONMENT.put("TIDELINE_SOURCES_FILE", "src/test/resources/sources.yaml");
        ENVIRONMENT.put("TIDELINE_USERS_FILE", Servers.users().toString());
    }

    @AfterAll
    static void stop() {
        API.close();
        SERVERS.close();
    }

    @BeforeEach
    void forget() {
        API.forget();
    }

    @Test
    void publishesAfterARestartWhatWasCommittedBeforeAKill() {
        try (FetcherProcess fetcher = FetcherProcess.start(ENVIRONMENT)) {
            publishOne(fetcher, "2026-01-01T12:00");
            SERVERS.stop(Server.KAFKA);
            API.answers("/stations", Reply.ok(Stations.of("\"2026-01-01T00:00\"", "1", "2")));
            assertThat(fetcher.put("stations", "kill-1").statusCode()).isEqualTo(200);
            await("what nobody has acknowledged stays")
                    .during(Duration.ofSeconds(2))
                    .until(() -> fetcher.outbox().getInt("readings") == 2);
            fetcher.kill();
        }
        SERVERS.startAgain(Server.KAFKA);

        try (FetcherProcess again = FetcherProcess.start(ENVIRONMENT)) {
            assertThat(published(2, "kill-"))
                    .extracting(Published::key)
                    .containsExactlyInAnyOrder("stations/a/temperature", "stations/b/temperature");
            assertThat(again.put("stations", "kill-1").jsonPath().getInt("new")).isEqualTo(2);
        }
    }

    @Test
    void losesNothingThatItAnsweredWhenKilledUnderLoad() throws Exception {
        List<String> answered = new ArrayList<>();
        valuesOfEachRequest("2026-02-01T00:00");
        for (int round = 0; round < 2; round++) {
            FetcherProcess fetcher = FetcherProcess.start(ENVIRONMENT);
            ExecutorService caller = Executors.newSingleThreadExecutor();
            String prefix = "load-" + round + "-";
            Future<?> calls = caller.submit(() -> orderUntilItDies(fetcher, prefix, answered));
            await().atMost(Duration.ofSeconds(60)).until(() -> count(answered, prefix) >= 30);
            fetcher.kill();
            calls.get();
            caller.shutdown();
        }

        try (FetcherProcess last = FetcherProcess.start(ENVIRONMENT)) {
            last.awaitEmptyOutbox();
            List<String> seen = published(2 * answered.size(), "load-").stream()
                    .map(Published::fetchId)
                    .distinct()
                    .toList();
            assertThat(seen).containsAll(answered);
            assertThat(published(1, "load-")).satisfies(PublishedReadings::requireOrder);
        }
    }

    @Test
    void goesOnWithoutABrokerAndDrainsWhenItIsBack() {
        try (FetcherProcess fetcher = FetcherProcess.start(ENVIRONMENT)) {
            publishOne(fetcher, "2026-03-01T12:00");
            SERVERS.stop(Server.KAFKA);
            valuesOfEachRequest("2026-03-01T00:00");
            for (int i = 0; i < 20; i++) {
                assertThat(fetcher.put("stations", "broker-" + i).statusCode()).isEqualTo(200);
            }
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> fetcher.outbox().getString("state").equals("degraded"));
            assertThat(fetcher.get("/q/health").statusCode())
                    .as("degraded, not dead")
                    .isEqualTo(200);
            assertThat(fetcher.outbox().getInt("readings")).isEqualTo(40);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(fetcher.metrics())
                    .containsPattern("tideline_outbox_readings\\{source=\"stations\"} 40\\.0")
                    .containsPattern("tideline_outbox_readings\\{source=\"sensors\"} 0\\.0")
                    .containsPattern("tideline_outbox_oldest_seconds\\{source=\"stations\"} [1-9][0-9]+\\.")
                    .containsPattern("tideline_outbox_oldest_seconds\\{source=\"sensors\"} 0\\.0"));

            SERVERS.startAgain(Server.KAFKA);

            fetcher.awaitEmptyOutbox();
            assertThat(published(40, "broker-")).hasSize(40).satisfies(PublishedReadings::requireOrder);
            await().until(() -> fetcher.outbox().getString("state").equals("fine"));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(fetcher.metrics())
                    .containsPattern("tideline_outbox_readings\\{source=\"stations\"} 0\\.0")
                    .containsPattern("tideline_outbox_oldest_seconds\\{source=\"stations\"} 0\\.0"));
        }
    }

    @Test
    void answersWithAProblemWhilePostgresIsAwayAndGoesOnAfterwards() throws Exception {
        valuesOfEachRequest("2026-04-01T00:00");
        List<String> answered = new ArrayList<>();
        try (FetcherProcess fetcher = FetcherProcess.start(ENVIRONMENT)) {
            ExecutorService caller = Executors.newSingleThreadExecutor();
            AtomicInteger refused = new AtomicInteger();
            Future<?> calls = caller.submit(() -> {
                for (int i = 0; i < 60 || refused.get() == 0; i++) {
                    Response response = fetcher.put("stations", "postgres-" + i);
                    if (response.statusCode() == 200) answered.add("postgres-" + i);
                    if (response.statusCode() == 503) refused.incrementAndGet();
                }
            });
            await().atMost(Duration.ofSeconds(30)).until(() -> answered.size() > 5);
            SERVERS.kill(Server.POSTGRES);
            await().atMost(Duration.ofSeconds(30)).until(() -> refused.get() > 0);
            SERVERS.startAgain(Server.POSTGRES);
            calls.get();
            caller.shutdown();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> fetcher.put("stations", "postgres-after").statusCode() == 200);
            fetcher.awaitEmptyOutbox();
            List<Published> published = published(2 * answered.size(), "postgres-");
            assertThat(published).extracting(Published::fetchId).containsAll(answered);
            assertThat(published).satisfies(PublishedReadings::requireOrder);
        }
    }

    @Test
    void keepsTheOrderOfASeriesWithTwoReplicasOneOfWhichDies() throws Exception {
        try (FetcherProcess first = FetcherProcess.start(ENVIRONMENT);
                FetcherProcess second = FetcherProcess.start(ENVIRONMENT)) {
            ExecutorService callers = Executors.newFixedThreadPool(2);
            valuesOfEachRequest("2026-05-01T12:00");
            assertOneAnswerOfBoth(callers, first, second);
            valuesOfEachRequest("2026-05-01T00:00");
            List<Future<?>> calls = List.of(
                    callers.submit(() -> orderAll(first, 0, 20)), callers.submit(() -> orderAll(second, 20, 40)));
            for (Future<?> call : calls) call.get();
            callers.shutdown();
            second.awaitEmptyOutbox();
            assertThat(PublishedReadings.revisions(published(80, "replica-")))
                    .as("while both live, one publishes: nothing twice, and each series in order")
                    .hasSize(2)
                    .allSatisfy((key, revisions) -> assertThat(revisions)
                            .containsExactlyElementsOf(
                                    IntStream.range(0, 40).boxed().toList()));
            first.kill();
            for (int i = 40; i < 60; i++) {
                assertThat(second.put("stations", "replica-" + i).statusCode()).isEqualTo(200);
            }

            second.awaitEmptyOutbox();
            List<Published> published = published(120, "replica-");
            assertThat(published).extracting(Published::fetchId).contains("replica-0", "replica-39", "replica-59");
            assertThat(published.stream()
                            .map(each -> each.key() + each.revision())
                            .distinct())
                    .hasSize(120);
            assertThat(published).satisfies(PublishedReadings::requireOrder);
        }
    }

    /** From then on the producer knows where the topic is, and takes records also while the broker is away. */
    private static void publishOne(FetcherProcess fetcher, String time) {
        valuesOfEachRequest(time);
        assertThat(fetcher.put("stations", "before-" + time).statusCode()).isEqualTo(200);
        fetcher.awaitEmptyOutbox();
    }

    /** Whichever is second waits for the first and tells what that one stored, not what it read itself. */
    private static void assertOneAnswerOfBoth(ExecutorService callers, FetcherProcess first, FetcherProcess second)
            throws Exception {
        for (int i = 0; i < 5; i++) {
            String id = "same-" + i;
            Future<String> one = callers.submit(() -> first.put("stations", id).asString());
            Future<String> other =
                    callers.submit(() -> second.put("stations", id).asString());

            assertThat(other.get()).isEqualTo(one.get()).contains("\"state\":\"STORED\"");
        }
    }

    private static void orderAll(FetcherProcess fetcher, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(fetcher.put("stations", "replica-" + i).statusCode()).isEqualTo(200);
        }
    }

    /** Every request brings another value of the same instant, so that each fetch revises the one before. */
    private static void valuesOfEachRequest(String time) {
        AtomicInteger value = new AtomicInteger();
        API.answers("/stations", asked -> {
            String text = Integer.toString(value.incrementAndGet());
            return Reply.ok(Stations.of("\"" + time + "\"", text, text));
        });
    }

    private static void orderUntilItDies(FetcherProcess fetcher, String prefix, List<String> answered) {
        try {
            for (int i = 0; ; i++) {
                if (fetcher.put("stations", prefix + i).statusCode() == 200) {
                    synchronized (answered) {
                        answered.add(prefix + i);
                    }
                }
            }
        } catch (Exception connectionRefused) {
            // This is how the caller learns that the fetcher was killed.
        }
    }

    private static long count(List<String> answered, String prefix) {
        synchronized (answered) {
            return answered.stream().filter(id -> id.startsWith(prefix)).count();
        }
    }

    private static List<Published> published(int count, String prefix) {
        String brokers = String.valueOf(ENVIRONMENT.get("KAFKA_BOOTSTRAP_SERVERS"));
        return PublishedReadings.await(brokers, count, each -> each.fetchId().startsWith(prefix));
    }
}
