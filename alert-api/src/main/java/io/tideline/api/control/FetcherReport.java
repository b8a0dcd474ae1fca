package io.tideline.api.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tideline.api.problem.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the fetcher tells: sources with their last fetch, and what waits in the outbox. */
@Singleton
class FetcherReport {

    private static final Duration FETCH_TAKES_AT_MOST = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Optional<URI> address;
    private final Optional<Part> part;
    private final ControlConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    FetcherReport(ControlConfig config, ObjectMapper json, Clock clock) {
        this.address = config.fetcherUrl();
        this.part = Part.fetcher(config, json);
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    record Fetch(
            String source,
            String state,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Integer readings,
            @Nullable Integer rejected,
            @Nullable String reason) {}

    record Source(
            String name,
            boolean enabled,
            boolean simulated,
            Duration schedule,
            @Nullable Fetch last) {}

    /**
     * The fetcher.
     *
     * @param outboxRows what waits to be published; null if it does not say
     * @param fetches how many have ended since it started; null if it does not say
     * @param rows readings that it stored since then, as new or with another value
     */
    record Report(
            List<Source> sources,
            @Nullable Long outboxRows,
            @Nullable Double outboxSeconds,
            @Nullable Double fetches,
            @Nullable Double rows) {}

    boolean isConfigured() {
        return address.isPresent();
    }

    /** Fails if the fetcher does not answer. */
    Uni<Report> report() {
        if (part.isEmpty()) {
            return Uni.createFrom()
                    .failure(new IOException("Nobody said where the fetcher is: set TIDELINE_FETCHER_URL"));
        }
        Uni<JsonNode> sources = part.get().get("/sources");
        return Uni.combine()
                .all()
                .unis(sources, metrics())
                .asTuple()
                .map(answers -> report(sources(answers.getItem1()), new Figures(answers.getItem2())));
    }

    private static Report report(List<Source> sources, Figures figures) {
        return new Report(
                sources,
                figures.sum("tideline_outbox_rows").map(Double::longValue).orElse(null),
                figures.most("tideline_outbox_oldest_seconds").orElse(null),
                figures.sum("tideline_fetches_seconds_count").orElse(null),
                figures.sum("tideline_readings_total", "kind=\"(new|revised)\"").orElse(null));
    }

    /** Orders a fetch of the last schedule of a source, in the name of whoever asks. */
    Uni<JsonNode> order(String source, @Nullable String authorization) {
        return report().flatMap(report -> {
            Source known = report.sources().stream()
                    .filter(one -> one.name().equals(source))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("There is no source '" + source + "'."));
            return order(known, authorization);
        });
    }

    private Uni<JsonNode> order(Source source, @Nullable String authorization) {
        Instant end = clock.instant();
        String body = json.createObjectNode()
                .put("dataIntervalStart", end.minus(source.schedule()).toString())
                .put("dataIntervalEnd", end.toString())
                .toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(address.orElseThrow()
                        .resolve("/sources/" + source.name() + "/fetches/by-hand-" + UUID.randomUUID()))
                .timeout(FETCH_TAKES_AT_MOST)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()))
                .map(response -> answered(source.name(), response));
    }

    private JsonNode answered(String source, HttpResponse<String> response) {
        JsonNode answer = parsed(response.body());
        if (response.statusCode() / 100 != 2) {
            throw Problem.of(
                            502,
                            "The fetch did not work",
                            "The fetcher answered " + response.statusCode() + " for " + source + ": "
                                    + answer.path("detail").asText(response.body()))
                    .exception();
        }
        return answer;
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            return json.createObjectNode();
        }
    }

    private Uni<String> metrics() {
        HttpRequest request = HttpRequest.newBuilder(address.orElseThrow().resolve("/q/metrics"))
                .timeout(config.patience())
                .build();
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .map(HttpResponse::body)
                .onFailure()
                .recoverWithItem("");
    }

    private static List<Source> sources(JsonNode answer) {
        List<Source> sources = new ArrayList<>();
        (answer.isArray() ? answer : answer.path("items"))
                .forEach(source -> sources.add(new Source(
                        source.path("name").asText(),
                        source.path("enabled").asBoolean(true),
                        source.path("simulated").asBoolean(),
                        schedule(source.path("schedule")),
                        fetch(source.path("name").asText(), source.path("lastFetch")))));
        return sources;
    }

    private static Duration schedule(JsonNode schedule) {
        return schedule.isNumber() ? Duration.ofSeconds(schedule.asLong()) : Duration.parse(schedule.asText("PT15M"));
    }

    private static @Nullable Fetch fetch(String source, JsonNode last) {
        if (!last.isObject()) {
            return null;
        }
        return new Fetch(
                source,
                last.path("state").asText(),
                instant(last.path("startedAt")),
                instant(last.path("finishedAt")),
                last.path("readings").asInt(),
                last.path("rejected").asInt(),
                last.path("reason").asText(null));
    }

    private static @Nullable Instant instant(JsonNode text) {
        return text.isTextual() ? Instant.parse(text.asText()) : null;
    }
}
