package io.tideline.local.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Asks the alert API as the operator does. */
public final class AlertApiClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI api;
    private final String credentials;
    // HTTP/1.1: an offer to upgrade costs some servers the body.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public AlertApiClient(URI api, String password) {
        this.api = api;
        this.credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString((Users.OPERATOR + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IOException if it is not answered with what was asked for; the message is the API's own words */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return answer(to(path).GET().build());
    }

    /** As {@link #get}, and changes something. */
    public JsonNode post(String path) throws IOException, InterruptedException {
        return answer(to(path).POST(BodyPublishers.noBody()).build());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).timeout(PATIENCE).header("Authorization", credentials);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        JsonNode body = body(response);
        if (response.statusCode() != 200) {
            throw new IOException(body.path("title").asText("status " + response.statusCode()) + ": "
                    + body.path("detail").asText(response.body()));
        }
        return body;
    }

    private static JsonNode body(HttpResponse<String> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IOException(response.uri() + " answers " + response.statusCode() + " without JSON", e);
        }
    }
}
