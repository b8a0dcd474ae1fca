package io.tideline.fetcher.stack;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;

/** Orders fetches as Airflow does. */
public final class Orders {
    public static final String BODY = """
            {"dataIntervalStart": "2026-11-23T10:00:00Z", "dataIntervalEnd": "2026-11-23T11:00:00Z"%s}""";

    private Orders() {}

    public static Response put(String source, String fetchId) {
        return put(source, fetchId, "");
    }

    /** @param more further fields of the body, each after a comma */
    public static Response put(String source, String fetchId, String more) {
        return given().auth()
                .preemptive()
                .basic(Servers.OPERATOR, Servers.PASSWORD)
                .contentType("application/json")
                .body(BODY.formatted(more))
                .put("/sources/{source}/fetches/{id}", source, fetchId);
    }
}
