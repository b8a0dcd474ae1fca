package io.tideline.spark;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.local.part.Part;
import io.tideline.local.part.RunningPart;
import io.tideline.local.part.Supervisor;
import io.tideline.local.port.FreePorts;
import io.tideline.local.process.Child;
import io.tideline.local.process.Command;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.launcher.JavaModuleOptions;

/** The driver of the job on a real cluster, from the jar that is shipped: a process that the supervisor of the local stack watches. */
final class JobProcess implements Part, AutoCloseable {

    private static final Path JAR = Path.of("target/spark-processor.jar").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Map<String, String> environment;
    private final Path folder;
    private final List<String> settings;
    private final int uiPort = freePort();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final Supervisor supervisor = new Supervisor(reports::add);
    private final RunningPart running;
    private int starts;
    private volatile Path log;

    /** @param settings further Spark properties, {@code name=value} */
    JobProcess(Map<String, String> environment, Path folder, String... settings) throws InterruptedException {
        this.environment = environment;
        this.folder = folder;
        this.settings = List.of(settings);
        this.log = folder.resolve("driver.log");
        this.running = new RunningPart(this, folder.resolve("run"), changed -> {});
        startAgain();
    }

    /** Starts it again on the same checkpoints, and returns when all queries run. */
    void startAgain() throws InterruptedException {
        running.rearm();
        running.start();
        supervisor.watch(running);
    }

    /** Ends it as a crash would; the supervisor starts it again. */
    void crash() throws IOException, InterruptedException {
        reports.clear();
        running.crash();
    }

    /** Returns when it runs again after a crash. */
    void awaitRestart() {
        await().atMost(PATIENCE).until(() -> reports.stream().anyMatch(report -> report.contains("is ready again")));
    }

    /** Asks it to stop, and tells how it ended. */
    int terminate() throws IOException, InterruptedException {
        Child child = running.child().orElseThrow();
        running.stop();
        return child.onExit().join();
    }

    @Override
    public String name() {
        return "spark-job";
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + uiPort;
    }

    /** Each start has a log of its own. */
    @Override
    public Command command() {
        log = folder.resolve("driver-" + ++starts + ".log");
        return new Command(words(), Map.of("SPARK_LOCAL_IP", "127.0.0.1", "SPARK_SCALA_VERSION", "2.13"), folder, log);
    }

    @Override
    public boolean isReady() throws IOException {
        return Files.readString(log).contains("event=ready");
    }

    /** What Prometheus is told. */
    String metrics() throws IOException, InterruptedException {
        return answer("/metrics/prometheus/");
    }

    /** A text among the driver's metrics, by the end of its name. */
    String gauge(String name) throws IOException, InterruptedException {
        JsonNode gauges = new ObjectMapper().readTree(answer("/metrics/json/")).path("gauges");
        for (Map.Entry<String, JsonNode> gauge : gauges.properties()) {
            if (gauge.getKey().endsWith("." + name)) {
                return gauge.getValue().path("value").asText();
            }
        }
        throw new IllegalArgumentException("no gauge " + name);
    }

    private String answer(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static int freePort() {
        try {
            return new FreePorts().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        supervisor.close();
        try {
            running.kill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> words() {
        String[] cassandra = required("TIDELINE_CASSANDRA_CONTACT_POINTS").split(":");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=192m",
                "-Djava.io.tmpdir=" + temporary()));
        command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of(
                "-cp",
                JAR + File.pathSeparator + required("SPARK_HOME") + "/jars/*",
                "org.apache.spark.deploy.SparkSubmit"));
        command.addAll(List.of(
                "--master",
                required("SPARK_MASTER"),
                "--deploy-mode",
                "client",
                "--class",
                PipelineJob.class.getName()));
        List<String> properties = new ArrayList<>(List.of(
                "spark.tideline.kafka=" + required("KAFKA_BOOTSTRAP_SERVERS"),
                "spark.tideline.registry=" + required("TIDELINE_REGISTRY_URL"),
                "spark.tideline.checkpoints=" + folder.resolve("checkpoints").toUri(),
                "spark.cassandra.connection.host=" + cassandra[0],
                "spark.cassandra.connection.port=" + cassandra[1],
                "spark.driver.host=127.0.0.1",
                "spark.driver.bindAddress=127.0.0.1",
                "spark.driver.extraClassPath=" + JAR,
                "spark.executor.extraClassPath=" + JAR,
                "spark.executor.memory=640m",
                "spark.executor.cores=6",
                "spark.cores.max=12",
                "spark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
                        + " -XX:ReservedCodeCacheSize=192m -Djava.io.tmpdir=" + temporary(),
                "spark.ui.port=" + uiPort,
                // It takes seconds to start, and is looked at in the first run alone.
                "spark.ui.enabled=" + (starts == 1)));
        properties.addAll(settings);
        properties.forEach(property -> command.addAll(List.of("--conf", property)));
        command.add(JAR.toString());
        return command;
    }

    /** What a process that is killed leaves behind goes with the folder of the test. */
    private Path temporary() {
        try {
            return Files.createDirectories(folder.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String required(String name) {
        return requireNonNull(environment.get(name), name);
    }
}
