package io.tideline.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:32.5Z");
    private static final String MINUTELY =
            "/v1/forecast?latitude=33.45&longitude=-112.07&minutely_15=temperature_2m,relative_humidity_2m&timezone=GMT";

    private final Weather weather =
            new Weather(HeatWave.from(NOW.minusSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(140)));
    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(0, weather, Duration.ofSeconds(5), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answersOnePlaceWithOneDocumentInTheShapeOfOpenMeteo() throws Exception {
        JsonNode document = json(MINUTELY + "&start_minutely_15=2026-11-23T09:00&end_minutely_15=2026-11-23T09:00:10");

        assertThat(fields(document))
                .containsExactly(
                        "latitude",
                        "longitude",
                        "generationtime_ms",
                        "utc_offset_seconds",
                        "timezone",
                        "timezone_abbreviation",
                        "elevation",
                        "minutely_15_units",
                        "minutely_15");
        assertThat(document.path("minutely_15_units").toString())
                .isEqualTo("{\"time\":\"iso8601\",\"temperature_2m\":\"°C\",\"relative_humidity_2m\":\"%\"}");
        assertThat(texts(document.at("/minutely_15/time")))
                .containsExactly("2026-11-23T09:00:00", "2026-11-23T09:00:05");
        assertThat(document.at("/minutely_15/temperature_2m/1").asDouble())
                .isEqualTo(weather.temperature(33.45, -112.07, Instant.parse("2026-11-23T09:00:05Z")));
        assertThat(document.at("/minutely_15/relative_humidity_2m/0").isIntegralNumber())
                .isTrue();
    }

    @Test
    void answersSeveralPlacesWithAnArrayInTheirOrder() throws Exception {
        JsonNode documents = json("/v1/forecast?latitude=52.52,33.45&longitude=13.41,-112.07&current=temperature_2m");

        assertThat(documents.isArray()).isTrue();
        assertThat(documents.findValuesAsText("location_id")).containsExactly("1");
        assertThat(documents.at("/0/current/temperature_2m").asDouble())
                .isEqualTo(weather.temperature(52.52, 13.41, Instant.parse("2026-11-23T09:00:30Z")));
        assertThat(documents.at("/1/current/temperature_2m").asDouble())
                .isEqualTo(weather.temperature(33.45, -112.07, Instant.parse("2026-11-23T09:00:30Z")));
        assertThat(documents.at("/0/current/time").asText()).isEqualTo("2026-11-23T09:00:30");
        assertThat(documents.at("/0/current/interval").asInt()).isEqualTo(5);
    }

    @Test
    void servesNoReadingTwiceToIntervalsThatMeet() throws Exception {
        List<String> times = new ArrayList<>();
        List<String> ends = List.of("09:00:00", "09:00:10", "09:00:12Z", "09:00:30.5Z");
        for (int i = 1; i < ends.size(); i++) {
            String interval =
                    "&start_minutely_15=2026-11-23T" + ends.get(i - 1) + "&end_minutely_15=2026-11-23T" + ends.get(i);
            times.addAll(texts(json(MINUTELY + interval).at("/minutely_15/time")));
        }

        assertThat(times)
                .containsExactly(
                        "2026-11-23T09:00:00",
                        "2026-11-23T09:00:05",
                        "2026-11-23T09:00:10",
                        "2026-11-23T09:00:15",
                        "2026-11-23T09:00:20",
                        "2026-11-23T09:00:25",
                        "2026-11-23T09:00:30");
    }

    @Test
    void answersARepeatedRequestWithTheSameBytesAndCountsItsReadingsOnce() throws Exception {
        String path = MINUTELY + "&start_minutely_15=2026-11-23T09:00&end_minutely_15=2026-11-23T09:01";

        String first = get(path).body();
        String second = get(path).body();

        assertThat(second).isEqualTo(first);
        JsonNode served = json("/served");
        assertThat(served.path("requests").asInt()).isEqualTo(2);
        assertThat(served.path("count").asInt()).isEqualTo(24);
        assertThat(served.at("/readings/0").toString())
                .isEqualTo("{\"latitude\":33.45,\"longitude\":-112.07,\"variable\":\"temperature_2m\","
                        + "\"time\":\"2026-11-23T09:00:00Z\",\"value\":"
                        + weather.temperature(33.45, -112.07, Instant.parse("2026-11-23T09:00:00Z"))
                        + ",\"unit\":\"°C\"}");
    }

    @Test
    void convertsToFahrenheitAndToATimeZone() throws Exception {
        JsonNode document = json("/v1/forecast?latitude=52.52&longitude=13.41&hourly=temperature_2m"
                + "&start_date=2026-11-22&end_date=2026-11-23&temperature_unit=fahrenheit&timezone=Europe/Berlin");

        assertThat(document.at("/hourly_units/temperature_2m").asText()).isEqualTo("°F");
        assertThat(document.path("utc_offset_seconds").asInt()).isEqualTo(3600);
        assertThat(document.path("timezone_abbreviation").asText()).isEqualTo("GMT+1");
        assertThat(texts(document.at("/hourly/time")))
                .hasSize(48)
                .startsWith("2026-11-22T00:00", "2026-11-22T01:00")
                .endsWith("2026-11-23T23:00");
        double celsius = weather.temperature(52.52, 13.41, Instant.parse("2026-11-21T23:00:00Z"));
        assertThat(document.at("/hourly/temperature_2m/0").asDouble())
                .isEqualTo(Math.round((celsius * 9 / 5 + 32) * 10) / 10.0);
    }

    @Test
    void writesCsvWithABlockAboutThePlaceAndUnitsInTheHeader() throws Exception {
        HttpResponse<String> answer = get("/v1/forecast?latitude=52.52&longitude=13.41&hourly=relative_humidity_2m"
                + "&start_date=2026-11-23&end_date=2026-11-23&format=csv");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(answer.body().lines())
                .hasSize(28)
                .startsWith(
                        "latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation",
                        "52.5,13.4375,381.0,0,GMT,GMT",
                        "",
                        "time,relative_humidity_2m (%)",
                        "2026-11-23T00:00,"
                                + (int) weather.humidity(52.52, 13.41, Instant.parse("2026-11-23T00:00:00Z")));
    }

    @Test
    void numbersThePlacesInCsv() throws Exception {
        String body = get("/v1/forecast?latitude=52.52,33.45&longitude=13.41,-112.07&current=temperature_2m&format=csv")
                .body();

        assertThat(body.lines().map(line -> line.split(",")[0]))
                .containsExactly("location_id", "0", "1", "", "location_id", "0", "1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            longitude=1&current=temperature_2m                          | Parameter 'latitude' is required
            latitude=1,2&longitude=1&current=temperature_2m             | Parameter 'latitude' and 'longitude' must have the same number of elements
            latitude=91&longitude=1&current=temperature_2m              | Latitude must be in range of -90 to 90°. Given: 91.0.
            latitude=NaN&longitude=1&current=temperature_2m             | Latitude must be in range of -90 to 90°. Given: NaN.
            latitude=1&longitude=x&current=temperature_2m               | Parameter 'longitude' must hold numbers. Given: x.
            latitude=1&longitude=1&current=pollen                       | Cannot initialize variable from invalid String value pollen; the simulator knows temperature_2m and relative_humidity_2m.
            latitude=1&longitude=1                                      | Nothing is asked for: name variables for current, minutely_15 or hourly.
            latitude=1&longitude=1&current=temperature_2m&timezone=Moon | Invalid timezone: Moon; use GMT or a name such as Europe/Berlin.
            latitude=1&longitude=1&current=temperature_2m&format=xml    | The format xml is not known; use json or csv.
            latitude=1&longitude=1&minutely_15=temperature_2m&start_minutely_15=now | Parameter 'start_minutely_15' is no time such as 2026-11-23T09:00. Given: now.
            latitude=1&longitude=1&minutely_15=temperature_2m&start_minutely_15=2026-01-01T00:00&end_minutely_15=2026-12-31T00:00 | 6289920 values are more than the 500000 of one answer; ask for less time.
            """)
    void saysWhyItRefuses(String query, String reason) throws Exception {
        HttpResponse<String> answer = get("/v1/forecast?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(answer.body()))
                .isEqualTo(
                        new ObjectMapper().createObjectNode().put("error", true).put("reason", reason));
    }

    @Test
    void answersWithAFaultAsOftenAsToldAndThenWithTheWeather() throws Exception {
        put("{\"status\":503,\"retryAfter\":1,\"count\":2}");

        HttpResponse<String> first = get(MINUTELY);
        HttpResponse<String> second = get(MINUTELY);
        HttpResponse<String> third = get(MINUTELY);

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(third.statusCode()).isEqualTo(200);
        assertThat(json("/served").path("requests").asInt()).isEqualTo(1);
    }

    @Test
    void isSlowWhenTold() throws Exception {
        put("{\"fault\":\"slow\",\"delayMillis\":300}");

        long before = System.nanoTime();
        HttpResponse<String> answer = get(MINUTELY);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(300));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void breaksOffWhenTold() throws Exception {
        put("{\"fault\":\"truncated\"}");

        assertThatThrownBy(() -> get(MINUTELY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fixed content-length");
    }

    @Test
    void speaksNoJsonOrAnotherShapeWhenTold() throws Exception {
        put("{\"fault\":\"not-json\"}");
        assertThat(get(MINUTELY).body()).startsWith("<html>");

        put("{\"fault\":\"other-shape\"}");
        assertThat(fields(json(MINUTELY))).containsExactly("message");

        put("{\"fault\":\"error-text\"}");
        assertThat(get(MINUTELY).body()).startsWith("{\"latitude\"").endsWith("timeoutReached");
    }

    @Test
    void forgetsAFaultThatIsTakenBackAndRefusesOneItDoesNotKnow() throws Exception {
        put("{\"status\":500,\"count\":9}");
        client.send(
                HttpRequest.newBuilder(simulator.url().resolve("/faults"))
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.discarding());

        assertThat(get(MINUTELY).statusCode()).isEqualTo(200);
        assertThat(put("{\"fault\":\"earthquake\"}").statusCode()).isEqualTo(400);
        assertThat(put("{\"status\":200}").body()).contains("status is 200: a fault needs one from 400 to 599");
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String fault) throws Exception {
        return client.send(
                HttpRequest.newBuilder(url("/faults"))
                        .PUT(HttpRequest.BodyPublishers.ofString(fault))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI url(String path) {
        return URI.create(simulator.url() + path);
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
