package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.tideline.fetcher.stack.Stations;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class HistoryIT {
    /** 48 half hours of October for two stations. */
    private static final String OCTOBER = "from=2026-10-05T00:00:00Z&to=2026-10-06T00:00:00Z";

    private static final int COUNT = 48;

    /** Far more than what buffers between PostgreSQL and a caller hold. */
    private static final int MANY = 400_000;

    private static final String FILL = """
            INSERT INTO reading
            SELECT 'sensors', 'e' || mod(n, 100), 'temperature', '2001-01-01T00:00:00Z'::timestamptz + n * interval '5 s',
                n, 'Cel', 0, now(), 'filled'
            FROM generate_series(0, %d) n
            """.formatted(MANY - 1);

    /** Connections whose caller has asked for no more rows for a second, though there are more. */
    private static final String AT_REST = """
            SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'
                AND query LIKE '%FROM reading%' AND state_change < clock_timestamp() - interval '1 s'
            """;

    @TestHTTPResource("/")
    URI fetcher;

    @BeforeEach
    void october() {
        Instant start = Instant.parse("2026-10-05T00:00:00Z");
        String times = IntStream.range(0, COUNT)
                .mapToObj(i -> "\"" + start.plusSeconds(1_800L * i).toString().replace("Z", "") + "\"")
                .collect(Collectors.joining(","));
        String values = IntStream.range(0, COUNT).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Servers.api().answers("/stations", Reply.ok(Stations.of(times, values, values)));
        assertThat(Orders.put("stations", "october").statusCode()).isEqualTo(200);
    }

    @Test
    void answersInPagesThatJoinWithoutGapOrOverlap() {
        List<String> seen = new ArrayList<>();
        String next = "/sources/stations/readings?limit=37&" + OCTOBER;
        int pages = 0;
        while (next != null) {
            Response page = given().urlEncodingEnabled(false).get(next);
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            page.jsonPath()
                    .<String>getList("collect { it.entity + it.observedAt }")
                    .forEach(seen::add);
            next = next(page.header("Link"));
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(2 * COUNT).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void streamsLinesAndCsv() {
        String lines = given().accept("application/x-ndjson")
                .get("/sources/stations/readings?entity=b&" + OCTOBER)
                .asString();
        String csv = given().accept("text/csv")
                .get("/sources/stations/readings?entity=b&metric=temperature&" + OCTOBER)
                .asString();

        assertThat(lines.strip().lines())
                .hasSize(COUNT)
                .first()
                .isEqualTo(
                        "{\"entity\":\"b\",\"metric\":\"temperature\",\"observedAt\":\"2026-10-05T00:00:00Z\",\"value\":0.0,\"unit\":\"Cel\","
                                + "\"revision\":0,\"fetchedAt\":"
                                + lines.substring(lines.indexOf("fetchedAt") + 11, lines.indexOf('}')) + "}");
        assertThat(csv.lines())
                .hasSize(COUNT + 1)
                .first()
                .isEqualTo("entity,metric,observedAt,value,unit,revision,fetchedAt");
        assertThat(csv.lines().skip(1).findFirst().orElseThrow())
                .startsWith("b,temperature,2026-10-05T00:00:00Z,0.0,Cel,0,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "text/csv"})
    void readsNoFurtherAheadThanTheCallerTakesAndEndsNoStreamThatBroke(String type) throws Exception {
        fill();

        try (BufferedReader lines = lines(type)) {
            assertThat(lines.readLine()).isNotBlank();
            await("PostgreSQL holds the rest").atMost(Duration.ofSeconds(30)).until(() -> count(AT_REST) == 1);
            execute("SELECT pg_terminate_backend(pid) FROM (" + AT_REST.replace("count(*)", "pid") + ") held");

            assertThatThrownBy(() -> lines.lines().count())
                    .as("nobody takes what came for all there is")
                    .isInstanceOf(UncheckedIOException.class);
        } finally {
            execute("DROP TABLE reading_2001_01");
        }
    }

    @Test
    void streamsAllThereIs() throws Exception {
        fill();

        try (BufferedReader lines = lines("application/x-ndjson")) {
            assertThat(lines.lines().count()).isEqualTo(MANY);
        } finally {
            execute("DROP TABLE reading_2001_01");
        }
    }

    @Test
    void sumsUpByHourDayAndMonth() {
        Response hours = given().get("/sources/stations/summary?by=hour&entity=a&" + OCTOBER);
        Response month = given().get("/sources/stations/summary?by=month&entity=a&metric=temperature&" + OCTOBER);

        assertThat(hours.jsonPath().getList("")).hasSize(24);
        assertThat(hours.jsonPath().getDouble("[1].mean")).isEqualTo(2.5);
        assertThat(month.jsonPath().getList("")).hasSize(1);
        assertThat(month.jsonPath().getString("[0].start")).isEqualTo("2026-10-01T00:00:00Z");
        assertThat(month.jsonPath().getInt("[0].count")).isEqualTo(COUNT);
        assertThat(month.jsonPath().getDouble("[0].min")).isEqualTo(0);
        assertThat(month.jsonPath().getDouble("[0].max")).isEqualTo(47);
        assertThat(month.jsonPath().getDouble("[0].mean")).isEqualTo(23.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readings?from=yesterday",
                "readings?from=2026-10-06T00:00:00Z&to=2026-10-05T00:00:00Z",
                "readings?limit=0",
                "readings?limit=many",
                "readings?cursor=!",
                "readings?cursor=OTIyMzM3MjAzNjg1NDc3NTgwNwphCm0",
                "readings?from=-999999999-01-01T00:00:00Z",
                "readings?to=%2B999999999-12-31T00:00:00Z",
                "readings?entity=%00",
                "summary?by=day&metric=%00",
                "summary?by=week",
                "summary",
                "rejected?before=x"
            })
    void refusesParametersThatMeanNothing(String path) {
        Response response = given().urlEncodingEnabled(false).get("/sources/stations/" + path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("detail")).isNotBlank();
    }

    private static void fill() {
        execute("SELECT make_reading_month('2001-01-01T00:00:00Z')");
        execute(FILL);
    }

    private BufferedReader lines(String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        fetcher.resolve("/sources/sensors/readings?from=2001-01-01T00:00:00Z&to=2001-02-01T00:00:00Z"))
                .header("Accept", type)
                .build();
        InputStream body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofInputStream())
                .body();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static void execute(String sql) {
        Servers.pool().query(sql).executeAndAwait();
    }

    private static long count(String sql) {
        return Servers.pool().query(sql).executeAndAwait().iterator().next().getLong(0);
    }

    private static String next(String link) {
        if (link == null) return null;
        String url = link.substring(1, link.indexOf('>'));
        return url.substring(url.indexOf("/sources"));
    }
}
