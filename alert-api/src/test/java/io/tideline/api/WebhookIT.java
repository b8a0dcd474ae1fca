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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookIT {

    private static final String SECRET = "a secret of this test";

    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final List<String> forged = new CopyOnWriteArrayList<>();
    /** Of the receiver, to what concerns the rule "heat". */
    private volatile int answer = 200;

    private final AtomicInteger refused = new AtomicInteger();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", this::take);
        receiver.start();
    }

    @AfterEach
    void hangUp() {
        receiver.stop(0);
    }

    @Test
    void sendsGroupsSignedAndAgainAfterFailuresAndRestarts() {
        String id = UUID.randomUUID().toString();
        try (Wire wire = new Wire(Stack.environment());
                Replica api = Replica.start("webhook", Stack.environment(), settings("CHAT"))) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                wire.alert(Wire.step("warm-up", System.nanoTime(), "FIRING", "warm-up"));
                assertThat(received).isNotEmpty();
            });

            wire.alert(Wire.step(id, 1, "FIRING", "hooked"));
            await().atMost(Duration.ofSeconds(20)).until(() -> has(id, "firing"));
            assertThat(received.get(received.size() - 1).getString("version")).isEqualTo("4");
            assertThat(forged).isEmpty();

            answer = 503;
            wire.alert(Wire.step(id, 2, "RESOLVED", "hooked"));
            await().atMost(Duration.ofSeconds(20)).until(() -> refused.get() > 0);
            String ofAnotherRule = UUID.randomUUID().toString();
            wire.alert(AlertEvent.newBuilder(Wire.step(ofAnotherRule, 1, "FIRING", "hooked"))
                    .setRuleId("frost")
                    .build());
            await().atMost(Duration.ofSeconds(20)).until(() -> has(ofAnotherRule, "firing"));
            assertThat(has(id, "resolved")).isFalse();
            api.kill();
            answer = 200;
            api.startAgain();

            await().atMost(Duration.ofSeconds(60)).until(() -> has(id, "resolved"));
        }
    }

    @Test
    void showsWhatWasGivenUpAndGoesOn() {
        String lost = UUID.randomUUID().toString();
        String next = UUID.randomUUID().toString();
        answer = 410;
        try (Wire wire = new Wire(Stack.environment());
                Replica api = Replica.start("webhook-given-up", Stack.environment(), settings("PAGER"))) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                wire.alert(Wire.step(lost, System.nanoTime(), "FIRING", "given-up"));
                assertThat(pager(api).getString("state")).isEqualTo("GIVEN_UP");
            });
            assertThat(pager(api).getString("lastError")).isEqualTo("answered 410");
            assertThat(pager(api).getInteger("givenUp")).isPositive();

            answer = 200;
            wire.alert(Wire.step(next, 1, "FIRING", "given-up"));

            await().atMost(Duration.ofSeconds(20)).until(() -> has(next, "firing"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> pager(api).getString("state").equals("OK"));
        }
    }

    private Map<String, String> settings(String name) {
        String prefix = "TIDELINE_WEBHOOKS_RECEIVERS_" + name;
        return Map.of(
                prefix + "_URL",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
                prefix + "_SECRET",
                SECRET,
                prefix + "_SOURCE",
                "test",
                "TIDELINE_WEBHOOKS_GROUP_WAIT",
                "500ms",
                "TIDELINE_WEBHOOKS_GROUP_INTERVAL",
                "500ms");
    }

    private static JsonObject pager(Replica api) {
        try {
            HttpRequest request = HttpRequest.newBuilder(api.uri("/webhooks")).build();
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return new JsonObject(body).getJsonArray("items").getJsonObject(0);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean has(String id, String status) {
        return received.stream()
                .flatMap(body -> body.getJsonArray("alerts").stream())
                .map(JsonObject.class::cast)
                .anyMatch(alert -> alert.getString("fingerprint").equals(id)
                        && alert.getString("status").equals(status));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Headers headers = exchange.getRequestHeaders();
            if (!expected(headers, body).equals(headers.getFirst("webhook-signature"))) {
                forged.add(new String(body, StandardCharsets.UTF_8));
            }
            JsonObject notification = new JsonObject(new String(body, StandardCharsets.UTF_8));
            boolean isOfHeat =
                    notification.getJsonObject("groupLabels").getString("rule").equals("heat");
            int status = isOfHeat ? answer : 200;
            if (status == 200) {
                received.add(notification);
            } else {
                refused.incrementAndGet();
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
