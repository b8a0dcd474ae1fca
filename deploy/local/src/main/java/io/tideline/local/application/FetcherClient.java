package io.tideline.local.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks the fetcher as the operator does. */
public final class FetcherClient {
    /** What the fetcher answered: the counts of a fetch or what a preview shows, or else a problem. */
    public record Answer(boolean isGood, JsonNode body) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final URI fetcher;
    private final String credentials;
    private final HttpClient http = HttpClient.newHttpClient();

    public FetcherClient(URI fetcher, String password) {
        this.fetcher = fetcher;
        this.credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString((Users.OPERATOR + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The names of the sources that are enabled. */
    public List<String> enabledSources() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        HttpRequest request = to("/sources").GET().build();
        for (JsonNode source : body(http.send(request, BodyHandlers.ofString()))) {
            if (source.path("enabled").asBoolean())
                names.add(source.path("name").asText());
        }
        return names;
    }

    /** Orders a fetch of what was observed in an interval. Each order is a fetch of its own. */
    public Answer fetch(String source, Instant from, Instant to) throws IOException, InterruptedException {
        String order = JSON.writeValueAsString(Map.of(
                "dataIntervalStart", from.toString(), "dataIntervalEnd", to.toString(), "keep", true, "publish", true));
        HttpRequest request = to("/sources/" + source + "/fetches/by-hand-" + UUID.randomUUID())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(order))
                .build();
        return answer(request);
    }

    /** Shows what the mapping of a source makes of a payload, or of a live answer where none is given. Keeps nothing. */
    public Answer preview(String source, Optional<String> entity, Optional<Path> payload)
            throws IOException, InterruptedException {
        String asked = entity.map(name -> "?entity=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
        HttpRequest request = to("/sources/" + source + "/preview" + asked)
                .header("Content-Type", payload.map(FetcherClient::type).orElse("application/json"))
                .POST(payload.isPresent() ? BodyPublishers.ofFile(payload.get()) : BodyPublishers.noBody())
                .build();
        return answer(request);
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode() == 200, body(response));
    }

    private static String type(Path payload) {
        String name = payload.getFileName().toString();
        boolean lines = name.endsWith(".ndjson") || name.endsWith(".jsonl");
        return lines ? "application/x-ndjson" : "application/octet-stream";
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(fetcher + path))
                .timeout(PATIENCE)
                .header("Authorization", credentials);
    }

    private static JsonNode body(HttpResponse<String> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IOException(response.uri() + " answers " + response.statusCode() + " without JSON", e);
        }
    }
}
