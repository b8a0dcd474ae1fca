package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.tideline.fetcher.stack.Stations;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees who runs the fetcher. */
@QuarkusIntegrationTest
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
        Servers.api().answers("/stations", Reply.ok("<html>\nclosed for the night\n</html>"));

        Orders.put("stations", "logged");

        await().untilAsserted(() -> assertThat(Servers.log())
                .filteredOn(line -> line.contains("closed for the night") || line.contains("fetchId=logged"))
                .singleElement()
                .asString()
                .contains("event=fetch-failed source=stations fetchId=logged reason=BODY_UNREADABLE detail=\""));
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
}
