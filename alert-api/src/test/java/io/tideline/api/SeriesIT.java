package io.tideline.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class SeriesIT {

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
        given().queryParam("from", start.toString())
                .queryParam("points", 1)
                .get("/series/test/windows/temperature/windows?size=PT5M")
                .then()
                .body("items.mean", contains(4.5f), "items.count", contains(10), "next", nullValue());
    }
}
