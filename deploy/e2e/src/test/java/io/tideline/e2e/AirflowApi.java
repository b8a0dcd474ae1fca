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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Airflow's REST API v2, as far as a test orders runs with it. */
final class AirflowApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    // Airflow does not speak HTTP/2, and loses the body of a request that offers to.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    AirflowApi(URI address, String user, String password) {
        this.address = address;
        this.token = send(request("/auth/token")
                        .POST(body(Map.of("username", user, "password", password)))
                        .build())
                .path("access_token")
                .asText();
    }

    /** Orders a run of the DAG now and answers its id. */
    String trigger(String dag) {
        Map<String, Object> now = new HashMap<>();
        now.put("logical_date", Instant.now().toString());
        return send(authorised("/api/v2/dags/" + dag + "/dagRuns")
                        .POST(body(now))
                        .build())
                .path("dag_run_id")
                .asText();
    }

    /** The state of a run: queued, running, success or failed. */
    String state(String dag, String run) {
        return run(dag, run).path("state").asText();
    }

    JsonNode run(String dag, String run) {
        return send(authorised("/api/v2/dags/" + dag + "/dagRuns/" + run).GET().build());
    }

    /** How many runs of the DAG the scheduler itself has brought to success. */
    long scheduledSuccesses(String dag) {
        JsonNode runs = send(authorised("/api/v2/dags/" + dag + "/dagRuns?run_type=scheduled&state=success&limit=100")
                .GET()
                .build());
        return runs.path("total_entries").asLong();
    }

    /** How many runs of the DAG are queued or running. */
    long running(String dag) {
        return send(authorised("/api/v2/dags/" + dag + "/dagRuns?state=queued&state=running&limit=100")
                        .GET()
                        .build())
                .path("total_entries")
                .asLong();
    }

    /** Holds all runs of the DAG back, or lets them go again. */
    void pause(String dag, boolean paused) {
        send(authorised("/api/v2/dags/" + dag)
                .method("PATCH", body(Map.of("is_paused", paused)))
                .build());
    }

    private HttpRequest.Builder authorised(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(Map<String, ?> value) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(request.method() + " " + request.uri() + " answered "
                        + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
