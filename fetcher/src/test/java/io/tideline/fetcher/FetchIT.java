package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.PublishedReadings;
import io.tideline.fetcher.stack.PublishedReadings.Published;
import io.tideline.fetcher.stack.ScriptedApi;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.tideline.fetcher.stack.Stations;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class FetchIT {
    private final Pool pool = Servers.pool();

    private final ScriptedApi api = Servers.api();

    @BeforeEach
    void forget() {
        api.forget();
    }

    @Test
    void keepsAndPublishesWhatTheSourceServes() {
        api.answers(
                "/stations", Reply.ok(Stations.of("\"2026-11-23T10:00\", \"2026-11-23T10:30\"", "1.5, 2", "3, null")));

        Response response = Orders.put("stations", "kept-1");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getMap(""))
                .containsEntry("state", "STORED")
                .containsEntry("readings", 3)
                .containsEntry("new", 3)
                .containsEntry("revised", 0)
                .containsEntry("unchanged", 0)
                .containsEntry("rejected", 0)
                .containsEntry("dataIntervalStart", "2026-11-23T10:00:00Z");
        assertThat(response.jsonPath().getList("entities.outcome")).containsExactly("STORED", "STORED");
        assertThat(response.jsonPath().getList("entities.readings")).containsExactly(2, 1);
        assertThat(rows("stations", "kept-1"))
                .containsExactlyInAnyOrder(
                        "a temperature 2026-11-23T10:00Z 1.5 Cel 0",
                        "a temperature 2026-11-23T10:30Z 2.0 Cel 0",
                        "b temperature 2026-11-23T10:00Z 3.0 Cel 0");
        List<Published> published = PublishedReadings.await(3, r -> r.fetchId().equals("kept-1"));
        assertThat(published)
                .extracting(Published::key)
                .containsExactlyInAnyOrder(
                        "stations/a/temperature", "stations/a/temperature", "stations/b/temperature");
        assertThat(published).allSatisfy(each -> assertThat(each.unit()).isEqualTo("Cel"));
        assertThat(published).anySatisfy(each -> {
            assertThat(each.value()).isEqualTo(1.5);
            assertThat(each.observedAt()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
        });
        assertThat(registeredSchema(
                        PublishedReadings.schemas(published).iterator().next()))
                .contains("\"Reading\"");
        assertThat(api.asked("/stations").get(0).query())
                .isEqualTo("lat=1,2&from=2026-11-23T10:00:00&to=2026-11-23T11:00:00");
    }

    @Test
    void answersTheSameIdWithTheSameAnswerAndWithoutARequest() {
        api.answers("/stations", Reply.ok(Stations.of("\"2026-11-23T09:00\"", "1", "2")));
        String first = Orders.put("stations", "twice").asString();

        String second = Orders.put("stations", "twice").asString();

        assertThat(second).isEqualTo(first);
        assertThat(given().get("/sources/stations/fetches/twice").asString()).isEqualTo(first);
        assertThat(api.asked("/stations")).hasSize(1);
    }

    @Test
    void listsTheFetchesOfASourceTheLatestFirst() {
        api.answers("/stations", Reply.ok(Stations.of("\"2026-11-23T07:00\"", "1", "2")));
        Orders.put("stations", "listed-1");
        api.answers("/stations", Reply.status(500));
        Orders.put("stations", "listed-2");

        Response response = given().get("/sources/stations/fetches");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getList("fetchId")).startsWith("listed-2", "listed-1");
        assertThat(response.jsonPath().getList("state")).startsWith("FAILED", "STORED");
        assertThat(response.jsonPath().getString("[0].reason")).isEqualTo("SERVER_ERROR");
        assertThat(given().get("/sources/nowhere/fetches").statusCode()).isEqualTo(404);
    }

    @Test
    void makesOneFetchOfTenCallersAtOnce() throws Exception {
        api.answers(
                "/stations",
                Reply.ok(Stations.of("\"2026-11-23T08:00\"", "1", "2")).after(300));
        ExecutorService callers = Executors.newFixedThreadPool(10);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(callers.submit(() -> Orders.put("stations", "ten").asString()));
        }

        List<String> texts = new ArrayList<>();
        for (Future<String> answer : answers) texts.add(answer.get());

        callers.shutdown();
        assertThat(texts).allMatch(text -> text.equals(texts.get(0)) && text.contains("\"new\":2"));
        assertThat(api.asked("/stations")).hasSize(1);
        assertThat(PublishedReadings.await(2, r -> r.fetchId().equals("ten"))).hasSize(2);
    }

    @Test
    void countsACorrectedValueAsRevisedAndPublishesItAgain() {
        String times = "\"2026-11-23T07:00\", \"2026-11-23T07:30\"";
        api.answers("/stations", Reply.ok(Stations.of(times, "1, 2", "null, null")));
        Orders.put("stations", "before");
        api.answers("/stations", Reply.ok(Stations.of(times, "1, 2.5", "null, null")));

        Response response = Orders.put("stations", "after");

        assertThat(response.jsonPath().getMap(""))
                .containsEntry("readings", 2)
                .containsEntry("new", 0)
                .containsEntry("revised", 1)
                .containsEntry("unchanged", 1);
        assertThat(rows("stations", "after")).containsExactly("a temperature 2026-11-23T07:30Z 2.5 Cel 1");
        List<Published> published = PublishedReadings.await(1, r -> r.fetchId().equals("after"));
        assertThat(published).hasSize(1);
        assertThat(published.get(0).revision()).isEqualTo(1);
    }

    @Test
    void rejectsWhatCannotBeReadAndGoesOn() {
        api.answers("/stations", Reply.ok(Stations.of("\"2026-11-23T06:00\", \"soon\"", "\"nan\", 1", "5, 6")));

        Response response = Orders.put("stations", "rejects");

        assertThat(response.jsonPath().getMap("")).containsEntry("readings", 1).containsEntry("rejected", 3);
        assertThat(rejected("rejects"))
                .containsExactly("TIME_UNREADABLE \"soon\"", "VALUE_NOT_FINITE \"nan\"", "TIME_UNREADABLE \"soon\"");
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("tideline_rejected_total\\{reason=\"TIME_UNREADABLE\",source=\"stations\".*} 2");
    }

    @Test
    void keepsWhatCannotBeReadWhateverCharactersItHas() {
        String time = "\"soon\\u0000" + "x".repeat(2_000) + "\"";
        api.answers("/stations", Reply.ok(Stations.of("\"2026-11-23T01:00\", " + time, "1, 1", "null, null")));

        Response response = Orders.put("stations", "odd-characters");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getMap("")).containsEntry("readings", 1).containsEntry("rejected", 2);
        assertThat(texts("SELECT detail FROM rejected_reading WHERE fetch_id = 'odd-characters'"))
                .allSatisfy(detail -> assertThat(detail).contains("soon xxx").hasSizeLessThan(600));
    }

    @Test
    void keepsWhatSucceededOfSeveralRequestsAndTellsTheRest() {
        api.answers(
                "/each",
                asked -> asked.query().equals("lat=1")
                        ? Reply.ok("{\"time\": \"2026-11-23T05:00\", \"temperature\": \"7.25\"}")
                        : Reply.status(500));

        Response response = Orders.put("each", "partly");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getMap("")).containsEntry("readings", 1);
        Map<String, String> outcomes = Map.of(
                response.jsonPath().getString("entities[0].entity"),
                        response.jsonPath().getString("entities[0].outcome"),
                response.jsonPath().getString("entities[1].entity"),
                        response.jsonPath().getString("entities[1].outcome"));
        assertThat(outcomes).containsEntry("a", "STORED").containsEntry("b", "SERVER_ERROR");
    }

    @Test
    void sendsReadingsWhereTheOrderSays() {
        api.answers("/stations", Reply.ok(Stations.of("\"2026-11-23T04:00\"", "1", "2")));

        Orders.put("stations", "only-stream", ", \"keep\": false");
        Orders.put("stations", "only-history", ", \"publish\": false");

        assertThat(rows("stations", "only-stream")).isEmpty();
        assertThat(rows("stations", "only-history")).hasSize(2);
        assertThat(PublishedReadings.await(2, r -> r.fetchId().startsWith("only-")))
                .extracting(Published::fetchId)
                .containsExactly("only-stream", "only-stream");
    }

    @Test
    void carriesTheTraceOfTheCallerIntoKafka() {
        api.answers("/stations", Reply.ok(Stations.of("\"2026-11-23T02:00\"", "1", "2")));
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        given().auth()
                .preemptive()
                .basic(Servers.OPERATOR, Servers.PASSWORD)
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .contentType("application/json")
                .body(Orders.BODY.formatted(""))
                .put("/sources/stations/fetches/traced");

        assertThat(PublishedReadings.await(2, r -> r.fetchId().equals("traced")))
                .hasSize(2)
                .allSatisfy(
                        each -> assertThat(each.headers().get("traceparent")).startsWith("00-" + trace + "-"));
    }

    @Test
    void refusesAnotherOrderUnderATakenId() {
        api.answers("/stations", Reply.ok(Stations.of("\"2026-11-23T03:00\"", "1", "2")));
        Orders.put("stations", "taken");

        Response response = Orders.put("stations", "taken", ", \"publish\": false");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.jsonPath().getString("reason")).isEqualTo("ID_TAKEN");
    }

    @ParameterizedTest
    @CsvSource({"outbox, 2026-11-22T01:00", "source_fetch, 2026-11-22T02:00", "rejected_reading, 2026-11-22T03:00"})
    void keepsAllOfAFetchOrNothing(String table, String time) {
        String id = "whole-" + table;
        String times = "\"" + time + "\", \"2026-11-22T23:00\"";
        api.answers("/stations", Reply.ok(Stations.of(times, "1, \"nan\"", "2, \"nan\"")));
        pool.query("ALTER TABLE " + table + " ADD CONSTRAINT refuses CHECK (false) NOT VALID")
                .executeAndAwait();
        Response refused;
        try {
            refused = Orders.put("stations", id);
        } finally {
            pool.query("ALTER TABLE " + table + " DROP CONSTRAINT refuses").executeAndAwait();
        }
        List<String> kept = rows("stations", id);
        kept.addAll(rejected(id));

        Response response = Orders.put("stations", id);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.jsonPath().getString("reason")).isEqualTo("STORE_UNAVAILABLE");
        assertThat(kept).isEmpty();
        assertThat(response.jsonPath().getInt("new")).as(response.asString()).isEqualTo(2);
        assertThat(rejected(id)).hasSize(2);
        assertThat(PublishedReadings.await(2, r -> r.fetchId().equals(id))).hasSize(2);
    }

    private List<String> rejected(String fetchId) {
        return texts(
                "SELECT reason || ' ' || excerpt FROM rejected_reading WHERE fetch_id = '" + fetchId + "' ORDER BY id");
    }

    private List<String> rows(String source, String fetchId) {
        return texts("""
                SELECT concat_ws(' ', entity, metric, to_char(observed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'),
                    CASE WHEN value = trunc(value) THEN value || '.0' ELSE value::text END, unit, revision)
                FROM reading WHERE source = '%s' AND fetch_id = '%s'""".formatted(source, fetchId));
    }

    private List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        pool.query(sql).executeAndAwait().forEach(row -> texts.add(row.getString(0)));
        return texts;
    }

    private static String registeredSchema(int id) {
        return given().baseUri(Servers.address("TIDELINE_REGISTRY_URL"))
                .get("/ids/contentIds/{id}", id)
                .asString();
    }
}
