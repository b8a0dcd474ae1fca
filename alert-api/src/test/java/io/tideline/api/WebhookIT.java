package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WebhookIT {

    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void sendsGroupsSignedAndAgainAfterFailuresAndRestarts() throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", this::take);
        receiver.start();
        Map<String, String> settings = Map.of(
                "TIDELINE_WEBHOOKS_RECEIVERS_CHAT_URL",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
                "TIDELINE_WEBHOOKS_RECEIVERS_CHAT_SECRET", "a secret of this test",
                "TIDELINE_WEBHOOKS_RECEIVERS_CHAT_SOURCE", "test",
                "TIDELINE_WEBHOOKS_GROUP_WAIT", "500ms",
                "TIDELINE_WEBHOOKS_GROUP_INTERVAL", "500ms");
        String id = UUID.randomUUID().toString();
        try (Wire wire = new Wire(Stack.environment());
                Replica api = Replica.start("webhook", Stack.environment(), settings)) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                wire.alert(Wire.step("warm-up", System.nanoTime(), "FIRING", "warm-up"));
                assertThat(received).isNotEmpty();
            });

            wire.alert(Wire.step(id, 1, "FIRING", "hooked"));
            await().atMost(Duration.ofSeconds(20)).until(() -> has(id, "firing"));
            assertThat(received.get(received.size() - 1).getString("version")).isEqualTo("4");
            assertThat(signatures).isNotEmpty().allMatch(signature -> signature.startsWith("v1,"));

            answer = 503;
            wire.alert(Wire.step(id, 2, "RESOLVED", "hooked"));
            await().atMost(Duration.ofSeconds(20)).until(() -> refused.get() > 0);
            assertThat(has(id, "resolved")).isFalse();
            api.kill();
            answer = 200;
            api.startAgain();

            await().atMost(Duration.ofSeconds(60)).until(() -> has(id, "resolved"));
        } finally {
            receiver.stop(0);
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
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (answer == 200) {
                received.add(new JsonObject(body));
                signatures.add(exchange.getRequestHeaders().getFirst("webhook-signature"));
            } else {
                refused.incrementAndGet();
            }
            exchange.sendResponseHeaders(answer, -1);
        }
    }
}
