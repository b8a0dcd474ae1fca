package io.tideline.api;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class SilencesIT {

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
    void marksAnAlertWhileASilenceLasts() {
        String id = UUID.randomUUID().toString();
        stored.alert(Wire.step(id, 1, "FIRING", "silenced-7"));

        String silence = Operator.with()
                .body("{\"matchers\": {\"entity\": \"silenced-*\"}, \"until\": \""
                        + Instant.now().plusSeconds(600) + "\", \"comment\": \"new roof\"}")
                .post("/silences")
                .then()
                .statusCode(201)
                .body("state", equalTo("ACTIVE"), "by", equalTo("olga"))
                .extract()
                .path("id");

        when().get("/alerts?entity=silenced-7").then().body("items[0].silence.comment", equalTo("new roof"));
        when().get("/alerts/history?entity=silenced-7")
                .then()
                .body("items.id", contains(id), "items[0].silence.comment", equalTo("new roof"));
        Operator.with().delete("/silences/{id}", silence).then().statusCode(204);
        when().get("/alerts?entity=silenced-7").then().body("items[0].silence", nullValue());
        when().get("/silences?all=true").then().body("items.id", hasItem(silence));
        Operator.with()
                .delete("/silences/{id}", "nobody")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void leavesAnAlertAloneUntilASilenceBegins() {
        String id = UUID.randomUUID().toString();
        stored.alert(Wire.step(id, 1, "FIRING", "not-yet"));
        Instant from = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

        Operator.with()
                .body("{\"matchers\": {\"entity\": \"not-yet\"}, \"from\": \"" + from + "\", \"until\": \""
                        + from.plusSeconds(60) + "\", \"comment\": \"tomorrow\"}")
                .post("/silences")
                .then()
                .statusCode(201)
                .body("state", equalTo("PENDING"), "from", equalTo(from.toString()));

        when().get("/alerts?entity=not-yet").then().body("items.id", contains(id), "items[0].silence", nullValue());
    }

    @Test
    void listsEveryFaultOfASilence() {
        Operator.with()
                .body("{\"until\": \"yesterday\"}")
                .post("/silences")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("faults.field", contains("until", "matchers", "comment", "until"));
    }
}
