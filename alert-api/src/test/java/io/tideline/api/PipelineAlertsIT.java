package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is wrong with the pipeline becomes an alert like any other, also if it is Cassandra or Kafka, and once whoever watches. */
class PipelineAlertsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<JsonObject> HOOKED = new CopyOnWriteArrayList<>();
    private static FakeFetcher fetcher;
    private static HttpServer receiver;
    private static Stored stored;
    private static Replica api;

    @BeforeAll
    static void start() throws IOException {
        fetcher = new FakeFetcher();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", PipelineAlertsIT::take);
        receiver.start();
        stored = new Stored(Stack.environment());
        api = replica("watch-1");
    }

    @AfterAll
    static void stop() {
        api.close();
        stored.close();
        receiver.stop(0);
        fetcher.close();
    }

    @Test
    void oneOfTwoReplicasRaisesAnAlertAndTheOtherGoesOnWithIt() {
        try (Replica second = replica("watch-2");
                Sse heard = Sse.open(second.uri("/alerts/stream?source=tideline&entity=fetcher"), null)) {
            awaitLeader(api, second);
            fetcher.goAway();

            await().atMost(PATIENCE).until(() -> states(heard).equals(List.of("FIRING")));
            JsonObject alert = heard.of("alert").get(0).data();
            assertThat(alert.getString("series")).isEqualTo("tideline/fetcher/hop-stuck");
            assertThat(alert.getString("message")).isEqualTo("The fetcher is stuck: It does not answer.");
            assertThat(alert.getJsonObject("rule").getString("id")).isEqualTo("pipeline-hop-stuck");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(active("fetcher")).containsExactly(alert.getString("id")));
            assertThat(acknowledged(second, alert.getString("id"))).isEqualTo("olga");

            Replica leader = leads(api) ? api : second;
            leader.kill();
            leader.startAgain();
            awaitLeader(api, second);
            fetcher.comeBack();

            try (Sse late = Sse.open(second.uri("/alerts/stream?source=tideline&entity=fetcher"), heard.lastId)) {
                Set<String> ids = new HashSet<>();
                await().atMost(PATIENCE).until(() -> states(late).contains("RESOLVED"));
                late.of("alert").forEach(event -> ids.add(event.data().getString("id")));
                assertThat(ids).containsExactly(alert.getString("id"));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(active("fetcher")).isEmpty());
            assertThat(steps(alert.getString("id"))).containsExactly("FIRING", "RESOLVED");
        }
    }

    @Test
    void tellsThatCassandraIsAwayAndStoresItLater() {
        awaitLeader(api);
        try (Sse heard = Sse.open(api.uri("/alerts/stream?source=tideline&entity=cassandra"), null)) {
            Stack.kill("CASSANDRA");
            try {
                await().atMost(PATIENCE).until(() -> states(heard).contains("FIRING"));
            } finally {
                Stack.startAgain("CASSANDRA");
            }

            await().atMost(PATIENCE).until(() -> states(heard).contains("RESOLVED"));
            String id = heard.of("alert").get(0).data().getString("id");
            // The test's own session may still look for the node.
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(AllNodesFailedException.class)
                    .untilAsserted(() -> assertThat(steps(id)).containsExactly("FIRING", "RESOLVED"));
            assertThat(active("cassandra")).isEmpty();
        }
    }

    @Test
    void tellsThatKafkaIsAwayToListenersAndReceivers() {
        awaitLeader(api);
        try (Sse heard = Sse.open(api.uri("/alerts/stream?source=tideline&entity=kafka"), null)) {
            Stack.kill("KAFKA");
            try {
                await().atMost(PATIENCE).until(() -> states(heard).contains("FIRING"));
                await().atMost(PATIENCE).until(() -> HOOKED.stream().anyMatch(PipelineAlertsIT::isOfKafka));
                assertThat(heard.of("alert").get(0).id()).isEmpty();
            } finally {
                Stack.startAgain("KAFKA");
            }

            await().atMost(PATIENCE).until(() -> states(heard).contains("RESOLVED"));
            Set<String> ids = new HashSet<>();
            heard.of("alert").forEach(event -> ids.add(event.data().getString("id")));
            assertThat(ids).hasSize(1);
            assertThat(heard.of("alert").get(heard.of("alert").size() - 1).id()).isNotEmpty();
        }
    }

    private static Replica replica(String name) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "TIDELINE_WATCH_ENABLED", "true",
                "TIDELINE_WATCH_EVERY", "1s",
                "TIDELINE_WATCH_STUCK_FOR", "2s",
                "TIDELINE_WATCH_SETTLE", "2s",
                "TIDELINE_WATCH_CLEARED_FOR", "2s",
                "TIDELINE_CONTROL_PATIENCE", "1s",
                "TIDELINE_FETCHER_URL", fetcher.url().toString()));
        settings.put("TIDELINE_USERS_FILE", Stack.users().toString());
        settings.put(
                "TIDELINE_WEBHOOKS_RECEIVERS_WATCH_URL",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        settings.put("TIDELINE_WEBHOOKS_RECEIVERS_WATCH_SOURCE", "tideline");
        settings.put("TIDELINE_WEBHOOKS_GROUP_WAIT", "500ms");
        settings.put("TIDELINE_WEBHOOKS_GROUP_INTERVAL", "500ms");
        return Replica.start(name, Stack.environment(), settings);
    }

    /** Exactly one leads, and it has seen the fetcher work. */
    private static void awaitLeader(Replica... replicas) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            int leaders = 0;
            for (Replica replica : replicas) {
                leaders += leads(replica) ? 1 : 0;
            }
            assertThat(leaders).isEqualTo(1);
        });
        await().atMost(PATIENCE).until(() -> metric(replicas, "tideline_watch_looks") >= 2);
    }

    private static boolean leads(Replica replica) {
        return metric(new Replica[] {replica}, "tideline_watch_leads") == 1;
    }

    private static double metric(Replica[] replicas, String name) {
        double sum = 0;
        for (Replica replica : replicas) {
            sum += RestAssured.get(replica.uri("/q/metrics"))
                    .asString()
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
        return sum;
    }

    private static String acknowledged(Replica replica, String id) {
        return RestAssured.given()
                .auth()
                .preemptive()
                .basic("olga", Stack.OPERATOR_PASSWORD)
                .contentType("application/json")
                .body("{\"comment\": \"on it\"}")
                .post(replica.uri("/alerts/" + id + "/acknowledge"))
                .path("acknowledgement.by");
    }

    private static List<String> states(Sse stream) {
        return stream.of("alert").stream()
                .map(event -> event.data().getString("state"))
                .distinct()
                .toList();
    }

    private static List<String> active(String entity) {
        return stored
                .session
                .execute("SELECT alert_id, entity FROM tideline.active_alert WHERE bucket = 0")
                .all()
                .stream()
                .filter(row -> entity.equals(row.getString("entity")))
                .map(row -> row.getString("alert_id"))
                .toList();
    }

    private static List<String> steps(String id) {
        return stored.session.execute("SELECT state FROM tideline.alert_event WHERE alert_id = ?", id).all().stream()
                .map(row -> row.getString("state"))
                .toList();
    }

    private static boolean isOfKafka(JsonObject body) {
        return body.getJsonArray("alerts").stream()
                .map(JsonObject.class::cast)
                .anyMatch(alert -> "kafka".equals(alert.getJsonObject("labels").getString("entity"))
                        && "firing".equals(alert.getString("status")));
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            HOOKED.add(new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
