package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tideline.avro.AlertEvent;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WebhookIT {

    private static final String SECRET = "a secret of this test";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Kafka takes a member of a group for dead after 10 s; by default it would after 45 s. */
    private static final Duration TAKEOVER = Duration.ofSeconds(30);

    private static final List<JsonObject> RECEIVED = new CopyOnWriteArrayList<>();
    private static final List<String> FORGED = new CopyOnWriteArrayList<>();
    private static final AtomicInteger REFUSED = new AtomicInteger();
    /** Of the chat, to what concerns the rule "heat". */
    private static volatile int answer = 200;
    /** Of the pager, to everything. */
    private static volatile int answerOfPager = 200;

    private static HttpServer receiver;
    private static Wire wire;
    private static Map<String, String> settings;
    private static Replica api;

    @BeforeAll
    static void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/chat", exchange -> take(exchange, true));
        receiver.createContext("/pager", exchange -> take(exchange, false));
        receiver.start();
        wire = new Wire(Stack.environment());
        settings = new HashMap<>(
                Map.of("TIDELINE_WEBHOOKS_GROUP_WAIT", "500ms", "TIDELINE_WEBHOOKS_GROUP_INTERVAL", "500ms"));
        settings.putAll(receiver("CHAT", "/chat", "test"));
        settings.putAll(receiver("PAGER", "/pager", "paged"));
        api = Replica.start("webhook", Stack.environment(), settings);
    }

    @AfterAll
    static void stop() {
        api.close();
        wire.close();
        receiver.stop(0);
    }

    @Test
    void sendsGroupsSignedAndAgainAfterFailuresAndRestarts() {
        String id = UUID.randomUUID().toString();
        await().atMost(PATIENCE).untilAsserted(() -> {
            wire.alert(Wire.step("warm-up", System.nanoTime(), "FIRING", "warm-up"));
            assertThat(has("warm-up", "firing")).isTrue();
        });

        wire.alert(Wire.step(id, 1, "FIRING", "hooked"));
        await().atMost(PATIENCE).until(() -> has(id, "firing"));
        assertThat(RECEIVED.get(RECEIVED.size() - 1).getString("version")).isEqualTo("4");
        assertThat(FORGED).isEmpty();

        answer = 503;
        wire.alert(Wire.step(id, 2, "RESOLVED", "hooked"));
        await().atMost(PATIENCE).until(() -> REFUSED.get() > 0);
        String ofAnotherRule = UUID.randomUUID().toString();
        wire.alert(AlertEvent.newBuilder(Wire.step(ofAnotherRule, 1, "FIRING", "hooked"))
                .setRuleId("frost")
                .build());
        await().atMost(PATIENCE).until(() -> has(ofAnotherRule, "firing"));
        assertThat(has(id, "resolved")).isFalse();
        api.kill();
        answer = 200;
        api.startAgain();

        await().atMost(PATIENCE).until(() -> has(id, "resolved"));
    }

    @Test
    @Tag("long")
    void anotherReplicaGoesOnWhereOneDied() throws IOException {
        List<String> ids =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(12).toList();
        await().atMost(PATIENCE).untilAsserted(() -> {
            wire.alert(Wire.step("before", System.nanoTime(), "FIRING", "before"));
            assertThat(has("before", "firing")).isTrue();
        });
        try (Replica other = Replica.start("webhook-other", Stack.environment(), settings)) {

            api.kill();
            ids.forEach(id -> wire.alert(Wire.step(id, 1, "FIRING", id)));

            await().atMost(TAKEOVER).until(() -> ids.stream().allMatch(id -> has(id, "firing")));
            assertThat(other.errors()).isEmpty();
        } finally {
            api.startAgain();
        }
    }

    @Test
    void showsWhatWasGivenUpAndGoesOn() {
        String lost = UUID.randomUUID().toString();
        String next = UUID.randomUUID().toString();
        answerOfPager = 410;
        await().atMost(PATIENCE).untilAsserted(() -> {
            wire.alert(paged(lost, System.nanoTime()));
            assertThat(pager(api).getString("state")).isEqualTo("GIVEN_UP");
        });
        assertThat(pager(api).getString("lastError")).isEqualTo("answered 410");
        assertThat(pager(api).getInteger("givenUp")).isPositive();

        answerOfPager = 200;
        wire.alert(paged(next, 1));

        await().atMost(PATIENCE).until(() -> has(next, "firing"));
        await().atMost(PATIENCE).until(() -> pager(api).getString("state").equals("OK"));
    }

    private static AlertEvent paged(String id, long sequence) {
        return AlertEvent.newBuilder(Wire.step(id, sequence, "FIRING", "given-up"))
                .setSource("paged")
                .build();
    }

    private static Map<String, String> receiver(String name, String path, String source) {
        String prefix = "TIDELINE_WEBHOOKS_RECEIVERS_" + name;
        return Map.of(
                prefix + "_URL",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + path,
                prefix + "_SECRET",
                SECRET,
                prefix + "_SOURCE",
                source);
    }

    private static JsonObject pager(Replica api) {
        try {
            HttpRequest request = HttpRequest.newBuilder(api.uri("/webhooks")).build();
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return new JsonObject(body)
                    .getJsonArray("items").stream()
                            .map(JsonObject.class::cast)
                            .filter(state -> state.getString("receiver").equalsIgnoreCase("pager"))
                            .findFirst()
                            .orElseThrow();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean has(String id, String status) {
        return RECEIVED.stream()
                .flatMap(body -> body.getJsonArray("alerts").stream())
                .map(JsonObject.class::cast)
                .anyMatch(alert -> alert.getString("fingerprint").equals(id)
                        && alert.getString("status").equals(status));
    }

    private static void take(HttpExchange exchange, boolean isChat) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Headers headers = exchange.getRequestHeaders();
            if (!expected(headers, body).equals(headers.getFirst("webhook-signature"))) {
                FORGED.add(new String(body, StandardCharsets.UTF_8));
            }
            JsonObject notification = new JsonObject(new String(body, StandardCharsets.UTF_8));
            boolean isOfHeat =
                    notification.getJsonObject("groupLabels").getString("rule").equals("heat");
            int ofChat = isOfHeat ? answer : 200;
            int status = isChat ? ofChat : answerOfPager;
            if (status == 200) {
                RECEIVED.add(notification);
            } else if (isChat) {
                REFUSED.incrementAndGet();
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** As the specification Standard Webhooks tells a receiver to check it. */
    private static String expected(Headers headers, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + ".")
                    .getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
