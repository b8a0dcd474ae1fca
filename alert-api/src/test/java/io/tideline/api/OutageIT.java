package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a thousand listeners see of an outage: nothing but a pause. Servers stay away for {@code -Dtideline.outage}, by default
 * twenty seconds.
 */
@Tag("long")
class OutageIT {

    private static final int LISTENERS = 1000;
    private static final Duration OUTAGE = Duration.parse(System.getProperty("tideline.outage", "PT20S"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> SETTINGS =
            Map.of("TIDELINE_LIVE_CLIENTS_PER_ADDRESS", "3000", "TIDELINE_LIVE_STALLED", "2s");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Wire wire;
    private static Replica api;

    private String entity;
    private String prefix;

    @BeforeAll
    static void start() {
        wire = new Wire(Stack.environment());
        api = Replica.start("outage", Stack.environment(), SETTINGS);
    }

    @AfterAll
    static void stop() {
        api.close();
        wire.close();
    }

    @BeforeEach
    void nameTheRun() {
        entity = "outage-" + UUID.randomUUID();
        prefix = entity + "#";
    }

    @Test
    void theApiIsKilledAndStartsAgain() {
        try (Browsers browsers = browsers();
                NumberedFlags flags = new NumberedFlags(wire, prefix, entity)) {
            flags.awaitMore(20);

            api.kill();
            api.startAgain();

            flags.awaitMore(20);
            long last = flags.stop();
            await().atMost(PATIENCE).until(() -> browsers.haveAllHeard(last));
            assertThat(browsers.faults()).isEmpty();
            assertThat(browsers.connections()).isGreaterThanOrEqualTo(2 * LISTENERS);
        }
    }

    @Test
    void kafkaIsAwayAndTheStreamsStayOpenAndSaySo() {
        try (Browsers browsers = browsers();
                NumberedFlags flags = new NumberedFlags(wire, prefix, entity)) {
            flags.awaitMore(20);

            Stack.kill("KAFKA");
            await().atMost(PATIENCE).until(() -> browsers.told("INTERRUPTED") >= LISTENERS);
            waitOut();
            Stack.startAgain("KAFKA");

            flags.awaitMore(20);
            long last = flags.stop();
            wire.flush();
            assertThat(flags.lost()).isEmpty();
            await().atMost(PATIENCE).until(() -> browsers.haveAllHeard(last));
            await().atMost(PATIENCE).until(() -> browsers.told("RESUMED") >= LISTENERS);
            assertThat(browsers.faults()).isEmpty();
            assertThat(browsers.connections()).isEqualTo(LISTENERS);
        }
    }

    @Test
    void cassandraIsAwayAndLiveGoesOn() {
        try (Browsers browsers = browsers();
                NumberedFlags flags = new NumberedFlags(wire, prefix, entity)) {
            flags.awaitMore(20);

            Stack.kill("CASSANDRA");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(history().statusCode()).isEqualTo(503));
            waitOut();
            long duringTheOutage = flags.written();
            await().atMost(PATIENCE).until(() -> browsers.haveAllHeard(duringTheOutage));
            HttpResponse<String> refused = history();
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            try (Sse late = Sse.open(api.uri("/alerts/stream?entity=" + entity), null)) {
                await().atMost(PATIENCE).until(() -> late.of("feed").stream()
                        .anyMatch(event -> event.data().getString("state").equals("NO_SNAPSHOT")));
            }
            Stack.startAgain("CASSANDRA");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(history().statusCode()).isEqualTo(200));
            long last = flags.stop();
            await().atMost(PATIENCE).until(() -> browsers.haveAllHeard(last));
            assertThat(browsers.faults()).isEmpty();
            assertThat(browsers.connections()).isEqualTo(LISTENERS);
        }
    }

    @Test
    void aListenerStopsReadingAndNobodyElseNotices() throws IOException {
        int readings = 20_000;
        double cutBefore = metric("tideline_live_cut_total");
        try (Browsers browsers = browsers();
                NumberedFlags flags = new NumberedFlags(wire, prefix, entity);
                Sleeper sleeper =
                        Sleeper.on(api.uri("/readings/stream?entity=" + entity + "&since=" + Instant.now()))) {
            Instant start = Instant.now();
            for (int i = 0; i < readings; i++) {
                wire.reading(Wire.reading(entity, start.plusMillis(i), i));
            }
            wire.flush();

            await().atMost(PATIENCE).until(() -> metric("tideline_live_cut_total") > cutBefore);
            flags.awaitMore(20);
            long last = flags.stop();
            await().atMost(PATIENCE).until(() -> browsers.haveAllHeard(last));
            assertThat(browsers.faults()).isEmpty();
            assertThat(browsers.connections()).isEqualTo(LISTENERS);
            // It reads nothing, and yet its seat is free.
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(metric("tideline_live_clients"))
                    .isEqualTo(LISTENERS));

            sleeper.wakeUp();
            assertThat(sleeper.heard()).isGreaterThan(0).isLessThan(readings);
            try (Sse back = Sse.open(api.uri("/readings/stream?entity=" + entity), sleeper.lastId())) {
                int rest = readings - sleeper.heard();
                await().atMost(PATIENCE).until(() -> back.of("reading").size() >= rest);
                assertThat(back.of("reading"))
                        .hasSize(rest)
                        .first()
                        .extracting(event -> event.data().getDouble("value"))
                        .isEqualTo((double) sleeper.heard());
            }
        }
    }

    @Test
    void everybodyLeavesAndNothingIsLeftBehind() throws IOException {
        int errorsBefore = api.errors().size();
        Browsers browsers = browsers();
        wire.flag(Wire.flag(prefix + 1, entity));
        await().atMost(PATIENCE).until(() -> browsers.haveAllHeard(1));

        browsers.close();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metric("tideline_live_clients")).isZero());
        assertThat(api.errors()).hasSize(errorsBefore);
    }

    private Browsers browsers() {
        return Browsers.open(api.uri("/flags/stream?entity=" + entity), prefix, LISTENERS);
    }

    private static void waitOut() {
        await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(10)).until(() -> true);
    }

    private static HttpResponse<String> history() {
        return get("/alerts/history");
    }

    private static double metric(String name) {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    private static HttpResponse<String> get(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(api.uri(path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(path + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
