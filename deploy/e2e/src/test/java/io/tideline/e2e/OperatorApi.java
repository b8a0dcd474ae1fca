package io.tideline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The alert API, or the fetcher, as a script of its operator uses it: makes rules that fire with the next reading, and takes them away. */
final class OperatorApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Humidity is never below nothing, so every reading breaks it. */
    private static final String ALWAYS_BROKEN = """
            {"name": "Humidity of %s", "severity": "WARNING", "series": {"entity": "%s", "metric": "humidity"},
             "condition": {"kind": "threshold", "above": 0, "unit": "%%"}, "message": "{entity}: {value} {unit}"}
            """;

    private static final String KEPT_ONLY =
            "{\"dataIntervalStart\": \"%s\", \"dataIntervalEnd\": \"%s\", \"keep\": true, \"publish\": false}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI api;
    private final String authorization;

    OperatorApi(URI api, String password) {
        this.api = api;
        this.authorization = Tokens.basic("operator", password);
    }

    /** Makes a rule that the next reading of the entity's humidity breaks; gives its id. */
    String watchHumidityOf(String entity) {
        String id = newId();
        send("PUT", "/rules/" + id, ALWAYS_BROKEN.formatted(entity, entity), "If-None-Match", "*");
        return id;
    }

    /** An id that no rule has had. */
    static String newId() {
        return "page-test-" + UUID.randomUUID();
    }

    /** Takes away every rule of {@link #newId}; their alerts resolve. */
    void removeRules() {
        for (JsonNode rule : read("/rules").path("items")) {
            String id = rule.path("id").asText();
            if (id.startsWith("page-test-")) send("DELETE", "/rules/" + id, "", "If-Match", "*");
        }
    }

    /** Makes the fetcher, whose API this is, fetch a span of a source for PostgreSQL alone. */
    void keepOnly(String source, Instant from, Instant to) {
        send("PUT", "/sources/" + source + "/fetches/" + newId(), KEPT_ONLY.formatted(from, to), "Accept", "*/*");
    }

    /** The active alerts of a rule. */
    List<JsonNode> alerts(String rule) {
        List<JsonNode> alerts = new ArrayList<>();
        for (JsonNode alert : read("/alerts").path("items")) {
            if (alert.path("rule").path("id").asText().equals(rule)) alerts.add(alert);
        }
        return alerts;
    }

    /** How many series have sent a reading. */
    int series() {
        return read("/series").path("items").size();
    }

    JsonNode read(String path) {
        return send("GET", path, "", "Accept", "application/json");
    }

    private JsonNode send(String method, String path, String body, String header, String value) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header(header, value)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
