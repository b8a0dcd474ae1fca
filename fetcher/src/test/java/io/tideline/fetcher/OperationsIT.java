package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.tideline.fetcher.stack.Stations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees who runs the fetcher. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class OperationsIT {
    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void tellsItsHealth(String path) {
        assertThat(given().get(path).jsonPath().getString("status")).isEqualTo("UP");
    }

    @Test
    void countsFetchesReadingsAndTheOutboxOfEachSource() {
        Servers.api().answers("/stations", Reply.ok(Stations.of("\"2026-12-01T00:00\"", "1", "\"nan\"")));
        Orders.put("stations", "counted");

        await().untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                .containsPattern(
                        "tideline_fetches_seconds_count\\{[^}]*outcome=\"STORED\",source=\"stations\"[^}]*} [1-9]")
                .containsPattern("tideline_fetches_seconds_sum\\{[^}]*outcome=\"STORED\",source=\"stations\"")
                .containsPattern("tideline_readings_total\\{[^}]*kind=\"new\",source=\"stations\"[^}]*} [1-9]")
                .containsPattern("tideline_readings_total\\{[^}]*kind=\"revised\",source=\"stations\"")
                .containsPattern("tideline_rejected_total\\{[^}]*reason=\"VALUE_NOT_FINITE\",source=\"stations\"")
                .containsPattern("tideline_outbox_readings(\\{[^}]*})? ")
                .containsPattern("tideline_outbox_oldest_seconds(\\{[^}]*})? "));
    }

    @Test
    void logsOneLineForAFetchWithItsId() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("io.tideline.fetcher.fetch.Fetch");
        Handler handler = handlerTo(lines);
        logger.addHandler(handler);
        Servers.api().answers("/stations", Reply.ok("<html>\nmaintenance\n</html>"));

        Orders.put("stations", "logged");

        logger.removeHandler(handler);
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("event=fetch-failed source=stations fetchId=logged reason=BODY_UNREADABLE detail=\"")
                .doesNotContain("\n");
    }

    @Test
    void explainsEveryBodyByAnExample() {
        Response document = given().get("/q/openapi?format=json");

        Map<String, Map<String, Map<String, Object>>> paths =
                document.jsonPath().getMap("paths");
        assertThat(paths).hasSizeGreaterThanOrEqualTo(7);
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            assertThat(operation.get("responses").toString())
                    .as(method + " " + path)
                    .contains("example=");
            if (operation.containsKey("requestBody")) {
                assertThat(operation.get("requestBody").toString())
                        .as(method + " " + path)
                        .contains("example=");
            }
        }));
    }

    private static Handler handlerTo(List<String> lines) {
        Formatter message = new PatternFormatter("%s");
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(message.format(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
