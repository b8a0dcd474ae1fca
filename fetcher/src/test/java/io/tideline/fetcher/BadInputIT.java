package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.ScriptedApi;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class BadInputIT {
    private final Pool pool = Servers.pool();

    private final ScriptedApi api = Servers.api();

    @BeforeEach
    void forget() {
        api.forget();
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                Arguments.of("server-error", Reply.status(500), 502, "SERVER_ERROR", true),
                Arguments.of("not-found", Reply.status(404), 502, "REQUEST_REFUSED", false),
                Arguments.of("too-many", Reply.status(429), 503, "RATE_LIMITED", true),
                Arguments.of("slow", Reply.ok("{}").after(2_500), 504, "TIMEOUT", true),
                Arguments.of("html", Reply.ok("<html>maintenance</html>"), 502, "BODY_UNREADABLE", true),
                Arguments.of("empty", Reply.ok(""), 502, "BODY_UNREADABLE", true),
                Arguments.of("other-shape", Reply.ok("{\"hours\": []}"), 502, "SHAPE_UNKNOWN", false),
                Arguments.of("huge", Reply.ok("[" + "1,".repeat(20_000) + "1]"), 502, "BODY_TOO_LARGE", false),
                Arguments.of(
                        "elsewhere",
                        Reply.status(302).with("Location", "http://example.org/"),
                        502,
                        "REDIRECT_REFUSED",
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void answersWithAProblemAndKeepsNothing(String id, Reply reply, int status, String reason, boolean retryable) {
        api.answers("/stations", reply);

        Response response = Orders.put("stations", "bad-" + id);

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getMap(""))
                .containsEntry("source", "stations")
                .containsEntry("reason", reason)
                .containsEntry("retryable", retryable)
                .containsKeys("title", "status", "detail");
        assertThat(count("SELECT count(*) FROM reading WHERE fetch_id = 'bad-" + id + "'"))
                .isZero();
        assertThat(given().get("/sources/stations/fetches/bad-" + id).jsonPath().getString("state"))
                .isEqualTo("FAILED");
    }

    @Test
    void passesOnWhenToComeBackAndAsksNothingUntilThen() {
        Instant end = Instant.now().plusSeconds(1_800);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atOffset(ZoneOffset.UTC));
        api.answers("/busy", Reply.status(429).with("Retry-After", date));

        Response first = Orders.put("busy", "come-back");
        Response tooEarly = Orders.put("busy", "come-back-too-early");

        assertThat(List.of(first, tooEarly)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.jsonPath().getString("reason")).isEqualTo("RATE_LIMITED");
            assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(1_000, 1_800);
        });
        assertThat(api.asked("/busy"))
                .as("a pause of half an hour is left to the caller, and holds for every fetch")
                .hasSize(1);
    }

    @Test
    void obeysAShortRetryAfterAndTriesAgain() {
        api.answers(
                "/stations",
                asked -> api.asked("/stations").size() == 1
                        ? Reply.status(503).with("Retry-After", "1")
                        : Reply.ok(io.tideline.fetcher.stack.Stations.of("\"2026-11-20T10:00\"", "1", "2")));
        long start = System.nanoTime();

        Response response = Orders.put("stations", "healed");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
    }

    @Test
    void fetchesAnewUnderTheIdOfAFailure() {
        api.answers("/stations", Reply.status(404));
        Orders.put("stations", "again");
        api.answers("/stations", Reply.ok(io.tideline.fetcher.stack.Stations.of("\"2026-11-20T11:00\"", "1", "2")));

        assertThat(Orders.put("stations", "again").jsonPath().getString("state"))
                .isEqualTo("STORED");
    }

    @Test
    void refusesAPrivateAddressThatTheSourceDoesNotAllow() {
        Response response = Orders.put("private", "inside");

        assertThat(response.jsonPath().getString("reason")).isEqualTo("ADDRESS_REFUSED");
        assertThat(api.asked("/private")).isEmpty();
    }

    @Test
    void doesNotKnowASourceThatIsNotDeclared() {
        Response response = Orders.put("nowhere", "x");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.jsonPath().getMap(""))
                .containsEntry("source", "nowhere")
                .containsEntry("reason", "SOURCE_UNKNOWN")
                .containsEntry("retryable", false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not json                                                                  | The body is not JSON
            []                                                                        | The body is no JSON object
            {"dataIntervalEnd": "2026-11-23T11:00:00Z"}                               | dataIntervalStart: expected a time
            {"dataIntervalStart": "x", "dataIntervalEnd": "y"}                        | found "x"
            {"dataIntervalStart": "2026-11-23T11:00:00Z", "dataIntervalEnd": "2026-11-23T10:00:00Z"} | ends before it starts
            {"dataIntervalStart": "-999999999-01-01T00:00:00Z", "dataIntervalEnd": "2026-11-23T10:00:00Z"} | outside of the years 1 to 9999
            {"dataIntervalStart": "2026-11-23T11:00:00Z", "dataIntervalEnd": "2026-11-23T12:00:00Z", "keep": 1} | keep: expected true or false
            """)
    void tellsWhatIsWrongWithAnOrder(String body, String expected) {
        Response response = given().auth()
                .preemptive()
                .basic(Servers.OPERATOR, Servers.PASSWORD)
                .contentType("application/json")
                .body(body)
                .put("/sources/stations/fetches/wrong");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("detail")).contains(expected);
    }

    @Test
    void letsOnlyOperatorsOrderFetches() {
        Response nobody = given().contentType("application/json").body("{}").put("/sources/stations/fetches/who");
        Response wrong = put(Servers.OPERATOR, "guess");
        Response viewer = put(Servers.VIEWER, Servers.PASSWORD);

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(nobody.jsonPath().getString("reason")).isEqualTo("UNAUTHORIZED");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(viewer.statusCode()).isEqualTo(403);
        assertThat(viewer.jsonPath().getString("reason")).isEqualTo("FORBIDDEN");
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        assertThat(given().get("/nothing/here").contentType()).startsWith("application/problem+json");
    }

    private static Response put(String user, String password) {
        return given().auth()
                .preemptive()
                .basic(user, password)
                .contentType("application/json")
                .body("{}")
                .put("/sources/stations/fetches/who");
    }

    private long count(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
    }
}
