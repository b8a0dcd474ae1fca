package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.tideline.fetcher.stack.FetcherProcess;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.tideline.fetcher.stack.Stations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees who runs the fetcher. */
@QuarkusIntegrationTest
@WithTestResource(Servers.class)
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
        Servers.api().answers("/stations", Reply.ok(Stations.of("\"2026-12-01T00:00\"", "2", "null")));
        Orders.put("stations", "corrected");

        await().untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                .containsPattern(
                        "tideline_fetches_seconds_count\\{[^}]*outcome=\"STORED\",source=\"stations\"[^}]*} [1-9]")
                .containsPattern("tideline_fetches_seconds_sum\\{[^}]*outcome=\"STORED\",source=\"stations\"")
                .containsPattern("tideline_readings_total\\{[^}]*kind=\"new\",source=\"stations\"[^}]*} [1-9]")
                .containsPattern("tideline_readings_total\\{[^}]*kind=\"revised\",source=\"stations\"[^}]*} [1-9]")
                .containsPattern(
                        "tideline_rejected_total\\{[^}]*reason=\"VALUE_NOT_FINITE\",source=\"stations\"[^}]*} [1-9]")
                // What they say while something waits: NothingLostIT.
                .containsPattern("tideline_outbox_readings\\{source=\"private\"} 0\\.0")
                .containsPattern("tideline_outbox_oldest_seconds\\{source=\"private\"} 0\\.0"));
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
    void logsOneWarningAndNoTraceWhereARequestIsRefusedOrDrips() {
        AtomicBoolean gone = new AtomicBoolean();
        Servers.api().answers("/hasty", Reply.ok(stream -> {
            try {
                for (; ; Thread.sleep(20)) {
                    stream.write(' ');
                    stream.flush();
                }
            } catch (IOException closed) {
                gone.set(true);
            }
        }));
        int before = Servers.log().size();

        Orders.put("private", "noise-refused");
        Orders.put("hasty", "noise-drips");
        await().atMost(Duration.ofSeconds(20)).untilTrue(gone);
        Orders.put("nowhere", "noise-unknown");
        // What comes when nobody waits any more has come before this one is told.
        Orders.put("hasty", "noise-last");

        await().untilAsserted(() -> assertThat(Servers.log()).anyMatch(line -> line.contains("fetchId=noise-last")));
        assertThat(Servers.log().subList(before, Servers.log().size()))
                .filteredOn(line -> !line.contains(" INFO "))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains(" WARN ")
                                .contains(
                                        "event=fetch-failed source=private fetchId=noise-refused reason=ADDRESS_REFUSED"),
                        line -> assertThat(line)
                                .contains(" WARN ")
                                .contains("event=fetch-failed source=hasty fetchId=noise-drips reason=TIMEOUT"),
                        line -> assertThat(line)
                                .contains(" WARN ")
                                .contains("event=fetch-failed source=hasty fetchId=noise-last reason=TIMEOUT"));
    }

    @Test
    void doesNotStartWithMistakesInTheFileOfSourcesAndTellsAllOfThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("sources.yaml"), """
                sources:
                  first: {url: "ftp://example.org/", schedule: 30s, mapping: {object: /, entity: id, time: t, metrics: {m: v}}}
                  second: {url: "https://example.org/", colour: red, mapping: {object: /, entity: id, metrics: {m: v}}}
                """);
        Map<String, String> environment = new HashMap<>(Servers.environment());
        environment.put("TIDELINE_SOURCES_FILE", file.toString());

        String said = FetcherProcess.lastWords(environment);

        assertThat(said)
                .contains("4 mistakes in " + file)
                .contains("sources.first.url: expected http:// or https:// and a host, found ftp://example.org/")
                .contains("sources.first.schedule: expected a duration of days, hours, minutes and seconds")
                .contains("sources.second.colour: unknown key. Known here: ")
                .contains("sources.second.mapping.time: expected where the time stands, found nothing");
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
