package io.tideline.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.tideline.avro.AlertEvent;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class AlertsIT {

    private static Stored stored;

    @BeforeAll
    static void openCassandra() {
        stored = new Stored(Stack.environment());
    }

    @AfterAll
    static void closeCassandra() {
        stored.close();
    }

    @TestHTTPResource("/")
    URI api;

    @Test
    void tellsEveryPageWhoAcknowledged() {
        String id = UUID.randomUUID().toString();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        stored.alert(Wire.step(id, 1, "FIRING", "acknowledged"));
        try (Sse page = Sse.open(api.resolve("/alerts/stream?entity=acknowledged"), null)) {
            await().until(() -> page.of("alert").size() == 1);

            Operator.with()
                    .body("{\"comment\": \"on it\"}")
                    .post("/alerts/{id}/acknowledge", id)
                    .then()
                    .statusCode(200)
                    .body("acknowledgement.by", equalTo("olga"), "acknowledgement.comment", equalTo("on it"));

            await().until(() -> page.of("alert").size() == 2);
            assertThat(page.of("alert")
                            .get(1)
                            .data()
                            .getJsonObject("acknowledgement")
                            .getString("by"))
                    .isEqualTo("olga");
        }
        String at = when().get("/alerts?entity=acknowledged")
                .then()
                .body("items[0].acknowledgement.by", equalTo("olga"))
                .extract()
                .path("items[0].acknowledgement.at");
        assertThat(Instant.parse(at)).isBetween(before, Instant.now());
        Operator.with()
                .delete("/alerts/{id}/acknowledge", id)
                .then()
                .statusCode(200)
                .body("acknowledgement", nullValue());
        Operator.with()
                .body("{\"comment\": \"a fan is broken\"}")
                .post("/alerts/{id}/comments", id)
                .then()
                .body("comments", equalTo(1));
        when().get("/alerts/{id}", id)
                .then()
                .body("notes.kind", contains("acknowledged", "unacknowledged", "commented"), "events", hasSize(1));
    }

    @Test
    void pagesThroughTheHistoryWithoutMissingOrRepeating() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(3, ChronoUnit.DAYS);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            var event = Wire.step("h-" + UUID.randomUUID(), 2, "RESOLVED", "history");
            event = AlertEvent.newBuilder(event)
                    .setStartsAt(start.plus(i / 2 * 5L, ChronoUnit.HOURS))
                    .build();
            stored.alert(event);
            written.add(event.getAlertId());
        }

        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            var page = given().queryParam("entity", "history")
                    .queryParam("series", "test/history/temperature")
                    .queryParam("limit", 4)
                    .queryParam("cursor", cursor == null ? List.of() : List.of(cursor))
                    .get("/alerts/history")
                    .then()
                    .statusCode(200)
                    .extract();
            read.addAll(page.path("items.id"));
            cursor = page.path("next");
        } while (cursor != null);

        assertThat(read).hasSameSizeAs(written).containsExactlyInAnyOrderElementsOf(written);
        List<String> byDay =
                given().queryParam("entity", "history").get("/alerts/history").path("items.id");
        assertThat(byDay).containsExactlyElementsOf(read);
    }

    @Test
    void findsWhatWasByRuleSeverityAndTime() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(20, ChronoUnit.DAYS);
        String frost = ended("frost", "INFO", start);
        String heat = ended("heat", "CRITICAL", start.plus(1, ChronoUnit.DAYS));
        String later = ended("heat", "INFO", start.plus(2, ChronoUnit.DAYS));

        assertThat(history(start, "rule", "fro*")).containsExactly(frost);
        assertThat(history(start, "severity", "INFO")).containsExactly(later, frost);
        assertThat(history(start, "to", start.plus(1, ChronoUnit.DAYS).toString()))
                .containsExactly(heat, frost);
        assertThat(history(start.plusMillis(1), "rule", "*")).containsExactly(later, heat);
    }

    private static String ended(String rule, String severity, Instant start) {
        String id = rule + "-" + UUID.randomUUID();
        stored.alert(AlertEvent.newBuilder(Wire.step(id, 2, "RESOLVED", "found"))
                .setRuleId(rule)
                .setSeverity(severity)
                .setStartsAt(start)
                .build());
        return id;
    }

    private static List<String> history(Instant from, String filter, String value) {
        return given().queryParam("entity", "found")
                .queryParam("from", from.toString())
                .queryParam(filter, value)
                .get("/alerts/history")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    @Test
    void showsAnAlertAsACloudEvent() {
        String id = UUID.randomUUID().toString();
        stored.alert(Wire.step(id, 3, "FIRING", "cloud"));

        given().accept("application/cloudevents+json")
                .get("/alerts/{id}", id)
                .then()
                .statusCode(200)
                .contentType("application/cloudevents+json")
                .body(
                        "specversion",
                        equalTo("1.0"),
                        "id",
                        equalTo(id + "-3"),
                        "type",
                        equalTo("io.tideline.alert.firing"));
    }
}
