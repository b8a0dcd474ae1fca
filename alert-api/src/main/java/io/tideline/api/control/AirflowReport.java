package io.tideline.api.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tideline.api.problem.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What Airflow tells: whether its scheduler works, and which sources are paused; and the one order given to it, to pause a DAG. */
@Singleton
class AirflowReport {

    private static final Logger LOG = Logger.getLogger(AirflowReport.class);
    private static final String DAG = "fetch_";

    // Airflow does not speak HTTP/2, and loses the body of a request that offers to.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ControlConfig config;
    private final Optional<Part> part;
    private final ObjectMapper json;
    private volatile @Nullable String token;

    AirflowReport(ControlConfig config, ObjectMapper json) {
        this.config = config;
        this.part = config.airflowUrl().map(url -> new Part(url, config.patience(), json));
        this.json = json;
    }

    /**
     * Airflow.
     *
     * @param works whether its scheduler is healthy; null where there is no Airflow
     * @param mayPause whether it can be asked to pause a source
     * @param paused sources whose DAG is paused; empty too where nobody may ask
     */
    record Report(@Nullable Boolean works, boolean mayPause, Set<String> paused) {}

    Uni<Report> report() {
        if (part.isEmpty()) {
            return Uni.createFrom().item(new Report(null, false, Set.of()));
        }
        Uni<Boolean> works = part.get()
                .get("/api/v2/monitor/health")
                .map(health -> health.path("scheduler").path("status").asText().equals("healthy"))
                .onFailure()
                .recoverWithItem(false);
        return Uni.combine()
                .all()
                .unis(works, paused())
                .asTuple()
                .map(answers -> new Report(answers.getItem1(), mayAsk(), answers.getItem2()));
    }

    /** Holds the fetches of a source back, or lets them go on; a fetch that runs is not stopped. */
    Uni<Void> pause(String source, boolean paused) {
        if (!mayAsk()) {
            throw Problem.of(
                            409,
                            "Nobody to pause",
                            "This alert API knows no Airflow: set TIDELINE_AIRFLOW_URL, TIDELINE_AIRFLOW_USER and"
                                    + " TIDELINE_AIRFLOW_PASSWORD.")
                    .exception();
        }
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"is_paused\": " + paused + "}");
        return authorised("/api/v2/dags/" + DAG + source, "PATCH", body)
                .onFailure()
                .transform(error -> Problem.of(502, "Airflow does not obey", String.valueOf(error.getMessage()))
                        .exception())
                .map(answer -> {
                    if (answer.statusCode() == 404) {
                        throw Problem.notFound("Airflow has no DAG '" + DAG + source + "'.");
                    }
                    if (answer.statusCode() / 100 != 2) {
                        throw Problem.of(
                                        502,
                                        "Airflow does not obey",
                                        "It answered " + answer.statusCode() + ": " + answer.body())
                                .exception();
                    }
                    return answer;
                })
                .replaceWithVoid();
    }

    private Uni<Set<String>> paused() {
        if (!mayAsk()) {
            return Uni.createFrom().item(Set.of());
        }
        return authorised("/api/v2/dags?paused=true&limit=100", "GET", HttpRequest.BodyPublishers.noBody())
                .map(answer -> sources(parsed(answer)))
                .onFailure()
                .invoke(error -> LOG.debugf("airflow=not-asked error=\"%s\"", error.getMessage()))
                .onFailure()
                .recoverWithItem(Set.of());
    }

    private static Set<String> sources(JsonNode answer) {
        Set<String> sources = new HashSet<>();
        answer.path("dags").forEach(dag -> {
            String id = dag.path("dag_id").asText();
            if (id.startsWith(DAG)) {
                sources.add(id.substring(DAG.length()));
            }
        });
        return Set.copyOf(sources);
    }

    /** Asks with the token that is known, and once more with a new one where that is not accepted any more. */
    private Uni<HttpResponse<String>> authorised(String path, String method, HttpRequest.BodyPublisher body) {
        return token().flatMap(valid -> send(request(path, method, body, valid)))
                .flatMap(answer -> {
                    if (answer.statusCode() != 401) {
                        return Uni.createFrom().item(answer);
                    }
                    token = null;
                    return token().flatMap(valid -> send(request(path, method, body, valid)));
                });
    }

    private Uni<String> token() {
        String known = token;
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        String body = json.createObjectNode()
                .put("username", config.airflowUser().orElseThrow())
                .put("password", config.airflowPassword().orElseThrow())
                .toString();
        return send(request("/auth/token", "POST", HttpRequest.BodyPublishers.ofString(body), null))
                .map(answer -> {
                    String fresh = parsed(answer).path("access_token").asText();
                    token = fresh;
                    return fresh;
                });
    }

    private HttpRequest request(String path, String method, HttpRequest.BodyPublisher body, @Nullable String bearer) {
        URI address = config.airflowUrl().orElseThrow().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(config.patience())
                .header("Content-Type", "application/json")
                .method(method, body);
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return request.build();
    }

    private Uni<HttpResponse<String>> send(HttpRequest request) {
        return Uni.createFrom().completionStage(() -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }

    private JsonNode parsed(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new UncheckedIOException(
                    new IOException(answer.request().uri() + " answered " + answer.statusCode()));
        }
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean mayAsk() {
        return config.airflowUrl().isPresent()
                && config.airflowUser().isPresent()
                && config.airflowPassword().isPresent();
    }
}
