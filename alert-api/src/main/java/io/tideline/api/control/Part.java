package io.tideline.api.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Another part of the pipeline, asked over HTTP for JSON. */
final class Part {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final URI address;
    private final Duration patience;
    private final ObjectMapper json;

    Part(URI address, Duration patience, ObjectMapper json) {
        this.address = address;
        this.patience = patience;
        this.json = json;
    }

    /** What it answers; fails if it does not, or not with 200 and JSON. */
    Uni<JsonNode> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(withoutSlash(address) + path))
                .timeout(patience)
                .header("Accept", "application/json")
                .build();
        return Uni.createFrom()
                .completionStage(() -> HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .map(this::read);
    }

    private JsonNode read(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new UncheckedIOException(
                    new IOException(response.request().uri() + " answered " + response.statusCode()));
        }
        try {
            return json.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(response.request().uri() + " did not answer with JSON", e);
        }
    }

    private static String withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
