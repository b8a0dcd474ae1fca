package io.tideline.bench.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Airflow's REST API, as far as a backfill needs it. */
final class AirflowApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HTTP_OK = 200;

    // Airflow's server does not speak HTTP/2, and loses the body of a request that offers to.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    AirflowApi(URI address, String user, String password) throws IOException, InterruptedException {
        this.address = address;
        HttpRequest login = to("/auth/token")
                .POST(json(Map.of("username", user, "password", password)))
                .build();
        this.token = send(login).path("access_token").asText();
    }

    /** A run of a DAG; the end is that of its latest try. */
    record Run(String state, Instant end) {
        boolean succeededAfter(Instant moment) {
            return state.equals("success") && end.isAfter(moment);
        }
    }

    /** Orders a backfill of every interval that begins in the span, those that were fetched before too. Answers its number. */
    int backfill(String dag, Instant from, Instant to, int runsAtOnce) throws IOException, InterruptedException {
        Map<String, Object> order = Map.of(
                "dag_id",
                dag,
                "from_date",
                from.toString(),
                "to_date",
                to.toString(),
                "reprocess_behavior",
                "completed",
                "max_active_runs",
                runsAtOnce);
        return send(authorized("/api/v2/backfills").POST(json(order)).build())
                .path("id")
                .asInt();
    }

    boolean isComplete(int backfill) throws IOException, InterruptedException {
        return get("/api/v2/backfills/" + backfill).hasNonNull("completed_at");
    }

    /** Whether the scheduler knows the DAG and lets it run. */
    boolean isActive(String dag) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(authorized("/api/v2/dags/" + dag).GET().build(), BodyHandlers.ofString());
        return answer.statusCode() == HTTP_OK
                && !JSON.readTree(answer.body()).path("is_paused").asBoolean(true);
    }

    /** The runs of one type, {@code backfill} or {@code scheduled}. */
    List<Run> runs(String dag, String type) throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        for (JsonNode run : get("/api/v2/dags/" + dag + "/dagRuns?limit=100&run_type=" + type)
                .path("dag_runs")) {
            String end = run.path("end_date").asText("");
            runs.add(new Run(
                    run.path("state").asText(),
                    run.hasNonNull("end_date") ? OffsetDateTime.parse(end).toInstant() : Instant.EPOCH));
        }
        return runs;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(authorized(path).GET().build());
    }

    private HttpRequest.Builder authorized(String path) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> value) throws IOException {
        return BodyPublishers.ofString(JSON.writeValueAsString(value));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    request.method() + " " + request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
