package io.tideline.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
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

@QuarkusTest
@WithTestResource(Stack.class)
class OperatorIT {

    private static Stored stored;

    @TestHTTPResource("/")
    URI api;

    @BeforeAll
    static void openCassandra() {
        stored = new Stored(Stack.environment());
    }

    @AfterAll
    static void closeCassandra() {
        stored.close();
    }

    @Test
    void tellsEveryPageWhoAcknowledged() {
        String id = UUID.randomUUID().toString();
        stored.alert(Wire.step(id, 1, "FIRING", "acknowledged"));
        try (Sse page = Sse.open(api.resolve("/alerts/stream?entity=acknowledged"), null)) {
            await().until(() -> page.of("alert").size() == 1);

            operator()
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
        when().get("/alerts?entity=acknowledged").then().body("items[0].acknowledgement.by", equalTo("olga"));
        operator().delete("/alerts/{id}/acknowledge", id).then().statusCode(200).body("acknowledgement", nullValue());
        operator()
                .body("{\"comment\": \"a fan is broken\"}")
                .post("/alerts/{id}/comments", id)
                .then()
                .body("comments", equalTo(1));
        when().get("/alerts/{id}", id)
                .then()
                .body("notes.kind", contains("acknowledged", "unacknowledged", "commented"), "events", hasSize(1));
    }

    @Test
    void marksAnAlertWhileASilenceLasts() {
        String id = UUID.randomUUID().toString();
        stored.alert(Wire.step(id, 1, "FIRING", "silenced-7"));

        String silence = operator()
                .body("{\"matchers\": {\"entity\": \"silenced-*\"}, \"until\": \""
                        + Instant.now().plusSeconds(600) + "\", \"comment\": \"new roof\"}")
                .post("/silences")
                .then()
                .statusCode(201)
                .body("state", equalTo("ACTIVE"), "by", equalTo("olga"))
                .extract()
                .path("id");

        when().get("/alerts?entity=silenced-7").then().body("items[0].silence.comment", equalTo("new roof"));
        operator().delete("/silences/{id}", silence).then().statusCode(204);
        when().get("/alerts?entity=silenced-7").then().body("items[0].silence", nullValue());
        when().get("/silences?all=true").then().body("items.id", hasItem(silence));
        operator().delete("/silences/{id}", "nobody").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void listsEveryFaultOfASilence() {
        operator()
                .body("{\"until\": \"yesterday\"}")
                .post("/silences")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("faults.field", contains("until", "matchers", "comment", "until"));
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
    void changesARuleOnlyForWhoKnowsItsVersion() {
        String rule = "{\"name\": \"Cold\", \"severity\": \"WARNING\", \"series\": {\"metric\": \"temperature\"},"
                + " \"condition\": {\"kind\": \"threshold\", \"below\": 0, \"clear\": 1, \"unit\": \"Cel\"},"
                + " \"message\": \"{entity} is cold\"}";
        String id = "cold-" + UUID.randomUUID();

        operator().body(rule).put("/rules/{id}", id).then().statusCode(201).header("ETag", "\"1\"");
        operator().body(rule).put("/rules/{id}", id).then().statusCode(428);
        operator()
                .header("If-Match", "\"7\"")
                .body(rule)
                .put("/rules/{id}", id)
                .then()
                .statusCode(412);
        operator()
                .header("If-Match", "\"1\"")
                .body(rule.replace("WARNING", "INFO"))
                .put("/rules/{id}", id)
                .then()
                .statusCode(200)
                .body("version", equalTo(2), "changedBy", equalTo("olga"), "severity", equalTo("INFO"));
        when().get("/rules").then().body("items.id", hasItem(id));
        operator().header("If-Match", "\"2\"").delete("/rules/{id}", id).then().statusCode(204);
        when().get("/rules/{id}", id).then().statusCode(404);
        operator().body(rule).put("/rules/{id}", id).then().statusCode(200).body("version", equalTo(4));
    }

    @Test
    void listsEveryFaultOfARule() {
        operator()
                .body("{\"severity\": \"LOUD\", \"condition\": {\"kind\": \"threshold\"}, \"message\": \"x\"}")
                .put("/rules/faulty")
                .then()
                .statusCode(400)
                .body("faults.field", contains("name", "severity", "series", "condition.above"));
    }

    @Test
    void showsWhichAlertsADraftWouldHaveRaised() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int minute = 0; minute < 60; minute++) {
            stored.reading("preview", now.minusSeconds(60L * minute), minute >= 20 && minute < 40 ? 31 : 20, "Cel");
        }

        given().contentType(ContentType.JSON)
                .body("{\"rule\": {\"name\": \"Warm\", \"severity\": \"INFO\", \"series\": {\"entity\": \"preview\"},"
                        + " \"condition\": {\"kind\": \"threshold\", \"above\": 30, \"unit\": \"Cel\"},"
                        + " \"message\": \"warm\"}, \"hours\": 2}")
                .post("/rules/preview")
                .then()
                .statusCode(200)
                .body(
                        "alerts",
                        hasSize(1),
                        "alerts[0].state",
                        equalTo("RESOLVED"),
                        "alerts[0].startsAt",
                        equalTo(now.minusSeconds(39 * 60).toString()),
                        "readings",
                        equalTo(60),
                        "series",
                        equalTo(1));
    }

    @Test
    void joinsDaysAndThinsOutReadingsByTheirExtremes() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int hour = 0; hour < 60; hour++) {
            stored.reading("thin", now.minusSeconds(3600L * hour), hour == 30 ? 99 : hour, "Cel");
        }
        Instant from = now.minus(3, ChronoUnit.DAYS);

        given().queryParam("from", from.toString())
                .get("/series/test/thin/temperature/readings")
                .then()
                .body("items", hasSize(60), "method", equalTo("raw"), "items[0].value", equalTo(59f));
        given().queryParam("from", from.toString())
                .queryParam("points", 10)
                .get("/series/test/thin/temperature/readings")
                .then()
                .body("items.value", hasItem(99f), "method", equalTo("min-max"));
        when().get("/series?entity=thin").then().body("items[0].value", equalTo(0f), "items", hasSize(1));
    }

    @Test
    void givesWindowsOldestFirst() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(30, ChronoUnit.HOURS);
        stored.window("windows", start, 4);
        stored.window("windows", start.plus(26, ChronoUnit.HOURS), 5);

        given().queryParam("from", start.toString())
                .get("/series/test/windows/temperature/windows?size=PT5M")
                .then()
                .body("items.mean", contains(4f, 5f), "items[0].final", equalTo(true), "items[0].start", endsWith("Z"));
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        operator()
                .body("x".repeat(300_000))
                .put("/rules/large")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", notNullValue());
    }

    @Test
    void loadsRulesFromTheYamlThatItGives() {
        String yaml = given().accept("application/yaml")
                .get("/rules")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(yaml).contains("id: heat");
        String id = "loaded-" + UUID.randomUUID();
        String two = "rules:\n- {id: " + id + ", name: Cold, severity: INFO, series: {metric: temperature},"
                + " condition: {kind: threshold, below: 0, unit: Cel}, message: cold}\n";

        yamlOperator().body(two).post("/rules").then().statusCode(200).body("items", hasSize(1));
        yamlOperator().body(two).post("/rules").then().statusCode(200).body("items", hasSize(0));
        yamlOperator()
                .body(two.replace("INFO", "LOUD"))
                .post("/rules")
                .then()
                .statusCode(400)
                .body("faults.field", contains("severity"));
        when().get("/rules/{id}", id).then().statusCode(200).body("version", equalTo(1));
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

    private static RequestSpecification yamlOperator() {
        return given().auth()
                .preemptive()
                .basic("olga", Stack.OPERATOR_PASSWORD)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .contentType("application/yaml");
    }

    private static RequestSpecification operator() {
        return given().auth()
                .preemptive()
                .basic("olga", Stack.OPERATOR_PASSWORD)
                .contentType(ContentType.JSON);
    }
}
