package io.tideline.api.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spark's workers, as its master tells, and the queries of the job, as the driver's metrics tell. */
@Singleton
class SparkReport {

    private static final Pattern GAUGE = Pattern.compile(
            "\\.spark\\.streaming\\.([^.]+)\\.(inputRate-total|processingRate-total|latency|states-rowsTotal|states-usedBytes)$");

    private static final Pattern DEATH = Pattern.compile("\\.queries\\.([^.]+)\\.lastError$");

    /** The queries of the job: one that it does not report has died. */
    private static final List<String> EXPECTED = List.of("flags", "series", "windows", "alerts", "history");

    private final Optional<Part> master;
    private final Optional<Part> driver;
    private final Optional<URI> masterPage;
    private final Optional<URI> jobPage;
    private final KafkaSamples samples;

    SparkReport(ControlConfig config, ObjectMapper json, KafkaSamples samples) {
        this.master = config.sparkMasterUrl().map(url -> new Part(url, config.patience(), json));
        this.driver = config.sparkUiUrl().map(url -> new Part(url, config.patience(), json));
        this.masterPage = config.sparkMasterUrl();
        this.jobPage = config.sparkUiUrl().map(url -> URI.create(url + "/StreamingQuery/"));
        this.samples = samples;
    }

    record Worker(String id, String state, int cores, int coresUsed, int memoryMb) {}

    record Query(
            String name,
            String state,
            @Nullable Double inputPerSecond,
            @Nullable Double processedPerSecond,
            @Nullable Double batchMillis,
            @Nullable Double stateRows,
            @Nullable Double stateBytes,
            @Nullable Instant lastProgressAt,
            @Nullable LastError lastError) {}

    /**
     * What a query last died of since the job was started, also if it runs again.
     *
     * @param error the exception's class and message in one line
     */
    record LastError(String error, Instant at) {}

    /**
     * Spark.
     *
     * @param masterAnswers null if nobody said where the master is
     * @param masterPage Spark's own page of the cluster, with the applications that ended: the history
     * @param jobPage Spark's own page of the running queries
     */
    record Spark(
            List<Worker> workers,
            List<Query> queries,
            @Nullable Boolean masterAnswers,
            @Nullable Boolean jobAnswers,
            @Nullable URI masterPage,
            @Nullable URI jobPage) {}

    Uni<Spark> spark() {
        return Uni.combine()
                .all()
                .unis(asked(master, "/json/"), asked(driver, "/metrics/json/"))
                .asTuple()
                .map(answers -> new Spark(
                        workers(answers.getItem1()),
                        queries(answers.getItem2()),
                        master.isEmpty() ? null : answers.getItem1().isPresent(),
                        driver.isEmpty() ? null : answers.getItem2().isPresent(),
                        masterPage.orElse(null),
                        jobPage.orElse(null)));
    }

    private static Uni<Optional<JsonNode>> asked(Optional<Part> part, String path) {
        return part.map(known -> known.get(path).map(Optional::of).onFailure().recoverWithItem(Optional.empty()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static List<Worker> workers(Optional<JsonNode> answer) {
        List<Worker> workers = new ArrayList<>();
        answer.ifPresent(json -> json.path("workers")
                .forEach(worker -> workers.add(new Worker(
                        worker.path("id").asText(),
                        worker.path("state").asText(),
                        worker.path("cores").asInt(),
                        worker.path("coresused").asInt(),
                        worker.path("memory").asInt()))));
        return workers;
    }

    private List<Query> queries(Optional<JsonNode> answer) {
        Map<String, Map<String, Double>> gauges = new TreeMap<>();
        answer.ifPresent(json -> json.path("gauges").properties().forEach(gauge -> {
            Matcher name = GAUGE.matcher(gauge.getKey());
            if (name.find()) {
                gauges.computeIfAbsent(name.group(1), key -> new TreeMap<>())
                        .put(name.group(2), gauge.getValue().path("value").asDouble());
            }
        }));
        if (answer.isPresent()) {
            EXPECTED.forEach(name -> gauges.putIfAbsent(name, Map.of()));
        }
        Map<String, LastError> errors = answer.map(SparkReport::lastErrors).orElse(Map.of());
        return gauges.entrySet().stream()
                .map(query -> query(query.getKey(), query.getValue(), errors.get(query.getKey())))
                .toList();
    }

    /** What each query last died of, by its name, as the driver's metrics tell; those that never died are left out. */
    static Map<String, LastError> lastErrors(JsonNode metrics) {
        Map<String, LastError> errors = new TreeMap<>();
        JsonNode gauges = metrics.path("gauges");
        gauges.properties().forEach(gauge -> {
            Matcher name = DEATH.matcher(gauge.getKey());
            String error = gauge.getValue().path("value").asText();
            String at = gauges.path(gauge.getKey() + "At").path("value").asText();
            if (name.find() && !error.isEmpty() && !at.isEmpty()) {
                errors.put(name.group(1), new LastError(error, Instant.parse(at)));
            }
        });
        return errors;
    }

    private Query query(String name, Map<String, Double> gauges, @Nullable LastError lastError) {
        boolean runs = !gauges.isEmpty();
        return new Query(
                name,
                runs ? "RUNNING" : "DOWN",
                gauges.get("inputRate-total"),
                gauges.get("processingRate-total"),
                gauges.get("latency"),
                gauges.get("states-rowsTotal"),
                gauges.get("states-usedBytes"),
                lastProgress("tideline-" + name),
                lastError);
    }

    /** When the query's committed offsets last moved, as far back as samples reach. */
    @Nullable
    Instant lastProgress(String group) {
        List<KafkaSample> all = samples.all();
        for (int i = all.size() - 1; i > 0; i--) {
            if (all.get(i).committed(group) != all.get(i - 1).committed(group)) {
                return all.get(i).at();
            }
        }
        return null;
    }
}
