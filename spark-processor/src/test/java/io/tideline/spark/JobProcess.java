package io.tideline.spark;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/** The driver of the job, as a process of its own on a real cluster, from the jar that is shipped. */
final class JobProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/spark-processor.jar").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Map<String, String> environment;
    private final Path folder;
    private final List<String> settings;
    private int starts;
    private Process process;
    private Path log;

    /** @param settings further Spark properties, {@code name=value} */
    JobProcess(Map<String, String> environment, Path folder, String... settings) {
        this.environment = environment;
        this.folder = folder;
        this.settings = List.of(settings);
        this.log = folder.resolve("driver.log");
        this.process = launch();
        awaitReady();
    }

    /** Starts it again on the same checkpoints, and returns when all queries run. */
    void startAgain() {
        log = folder.resolve("driver-" + ++starts + ".log");
        process = launch();
        awaitReady();
    }

    private Process launch() {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(Map.of("SPARK_LOCAL_IP", "127.0.0.1", "SPARK_SCALA_VERSION", "2.13"));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.isAlive() || log().contains("event=ready"));
        assertThat(process.isAlive()).as(log()).isTrue();
    }

    /** Ends it as a crash would. */
    void kill() {
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    /** Asks it to stop, and tells how it ended. */
    int terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).as(log()).isTrue();
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private List<String> command() {
        String[] cassandra = required("TIDELINE_CASSANDRA_CONTACT_POINTS").split(":");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
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
                "spark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="
                        + temporary(),
                "spark.ui.enabled=false"));
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
