package io.tideline.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class RulesIT {

    private static Stored stored;

    @BeforeAll
    static void openCassandra() {
        stored = new Stored(Stack.environment());
    }

    @AfterAll
    static void closeCassandra() {
        stored.close();
    }

    @Test
    void changesARuleOnlyForWhoKnowsItsVersion() {
        String rule = "{\"name\": \"Cold\", \"severity\": \"WARNING\", \"series\": {\"metric\": \"temperature\"},"
                + " \"condition\": {\"kind\": \"threshold\", \"below\": 0, \"clear\": 1, \"unit\": \"Cel\"},"
                + " \"message\": \"{entity} is cold\"}";
        String id = "cold-" + UUID.randomUUID();

        Operator.with().body(rule).put("/rules/{id}", id).then().statusCode(201).header("ETag", "\"1\"");
        Operator.with().body(rule).put("/rules/{id}", id).then().statusCode(428);
        Operator.with()
                .header("If-Match", "\"7\"")
                .body(rule)
                .put("/rules/{id}", id)
                .then()
                .statusCode(412);
        Operator.with()
                .header("If-Match", "\"1\"")
                .body(rule.replace("WARNING", "INFO"))
                .put("/rules/{id}", id)
                .then()
                .statusCode(200)
                .body("version", equalTo(2), "changedBy", equalTo("olga"), "severity", equalTo("INFO"));
        when().get("/rules").then().body("items.id", hasItem(id));
        Operator.with()
                .header("If-Match", "\"2\"")
                .delete("/rules/{id}", id)
                .then()
                .statusCode(204);
        when().get("/rules/{id}", id).then().statusCode(404);
        Operator.with().body(rule).put("/rules/{id}", id).then().statusCode(200).body("version", equalTo(4));
    }

    @Test
    void listsEveryFaultOfARule() {
        Operator.with()
                .body("{\"severity\": \"LOUD\", \"condition\": {\"kind\": \"threshold\"}, \"message\": \"x\"}")
                .put("/rules/faulty")
                .then()
                .statusCode(400)
                .body("faults.field", contains("name", "severity", "series", "condition.above"));
    }

    @Test
    void showsWhatARunningRuleComplainsAbout() {
        String id = "complains-" + UUID.randomUUID();
        Operator.with()
                .body(
                        "{\"name\": \"High\", \"severity\": \"INFO\", \"series\": {\"metric\": \"pressure\"},"
                                + " \"condition\": {\"kind\": \"threshold\", \"above\": 100, \"unit\": \"Cel\"}, \"message\": \"high\"}")
                .put("/rules/{id}", id)
                .then()
                .statusCode(201);

        stored.session.execute(
                "INSERT INTO tideline.rule_error (bucket, rule_id, version, error, series, at) VALUES (0, ?, 1, ?, ?, ?)",
                id,
                "'Pa' cannot be converted to 'Cel'",
                "test/oslo/pressure",
                Instant.now());

        when().get("/rules/{id}", id)
                .then()
                .statusCode(200)
                .body(
                        "error.error",
                        equalTo("'Pa' cannot be converted to 'Cel'"),
                        "error.series",
                        equalTo("test/oslo/pressure"),
                        "error.version",
                        equalTo(1));
        when().get("/rules")
                .then()
                .body("items.find { it.id == '" + id + "' }.error.series", equalTo("test/oslo/pressure"));
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
    void refusesABodyThatIsTooLarge() {
        Operator.with()
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

        Operator.withYaml().body(two).post("/rules").then().statusCode(200).body("items", hasSize(1));
        Operator.withYaml().body(two).post("/rules").then().statusCode(200).body("items", hasSize(0));
        Operator.withYaml()
                .body(two.replace("INFO", "LOUD"))
                .post("/rules")
                .then()
                .statusCode(400)
                .body("faults.field", contains("severity"));
        when().get("/rules/{id}", id).then().statusCode(200).body("version", equalTo(1));
    }
}
