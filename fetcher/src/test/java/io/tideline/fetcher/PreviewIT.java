package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.tideline.fetcher.stack.Stations;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class PreviewIT {
    private static final String STATIONS = Stations.of("\"2026-09-01T00:00\"", "1.5", "\"nan\"");

    private final Pool pool = Servers.pool();

    @Test
    void showsWhatAMappingMakesOfAPayloadAndKeepsNothing() {
        Response response = operator().body(STATIONS).post("/sources/stations/preview");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getInt("readings")).isEqualTo(1);
        assertThat(response.jsonPath().getString("first[0].observedAt")).isEqualTo("2026-09-01T00:00:00Z");
        assertThat(response.jsonPath().getString("firstRejected[0].reason")).isEqualTo("VALUE_NOT_FINITE");
        assertThat(pool.query("SELECT count(*) FROM reading WHERE observed_at < '2026-09-02' AND source = 'stations'")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }

    @Test
    void asksTheSourceWhereNoPayloadIsGiven() {
        Servers.api().answers("/stations", Reply.ok(STATIONS));

        assertThat(operator().post("/sources/stations/preview").jsonPath().getInt("readings"))
                .isEqualTo(1);
    }

    @Test
    void tellsWhyAPayloadIsOfNoUse() {
        Response response = operator().body("{\"hours\": []}").post("/sources/stations/preview");

        assertThat(response.jsonPath().getString("failures[0].reason")).isEqualTo("SHAPE_UNKNOWN");
    }

    @Test
    void takesAPayloadThatDoesNotSayForOneAboutTheFirstEntityOrTheOneNamed() {
        String body = "{\"time\": \"2026-09-01T00:00\", \"temperature\": 1}";

        Response first = operator().body(body).post("/sources/each/preview");
        Response named = operator().body(body).post("/sources/each/preview?entity=b");
        Response unknown = operator().body(body).post("/sources/each/preview?entity=z");

        assertThat(first.jsonPath().getList("first.entity")).containsExactly("a");
        assertThat(named.jsonPath().getList("first.entity")).containsExactly("b");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.jsonPath().getString("reason")).isEqualTo("ENTITY_UNKNOWN");
    }

    @Test
    void isForOperators() {
        assertThat(given().body(STATIONS).post("/sources/stations/preview").statusCode())
                .isEqualTo(401);
    }

    private static RequestSpecification operator() {
        return given().auth()
                .preemptive()
                .basic(Servers.OPERATOR, Servers.PASSWORD)
                .contentType("application/json");
    }
}
