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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Another part of the pipeline, asked over HTTP for JSON. */
final class Part {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final URI address;
    private final Duration patience;
    private final ObjectMapper json;
    private final Optional<String> authorization;

    Part(URI address, Duration patience, ObjectMapper json) {
        this(address, patience, json, Optional.empty());
    }

    private Part(URI address, Duration patience, ObjectMapper json, Optional<String> authorization) {
        this.address = address;
        this.patience = patience;
        this.json = json;
        this.authorization = authorization;
    }

    /** The fetcher, asked under the name that the configuration gives; empty if nobody said where it is. */
    static Optional<Part> fetcher(ControlConfig config, ObjectMapper json) {
        Optional<String> known =
                config.fetcherUser().flatMap(user -> config.fetcherPassword().map(password -> basic(user, password)));
        return config.fetcherUrl().map(url -> new Part(url, config.patience(), json, known));
    }

    /** What it answers; fails if it does not, or not with 200 and JSON. */
    Uni<JsonNode> get(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(withoutSlash(address) + path))
                .timeout(patience)
                .header("Accept", "application/json");
        authorization.ifPresent(value -> request.header("Authorization", value));
        return Uni.createFrom()
                .completionStage(() -> HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()))
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

    private static String basic(String user, String password) {
        byte[] known = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(known);
    }

    private static String withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
