package io.tideline.fetcher.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.local.folder.Checkout;
import io.tideline.local.port.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The servers that dev mode has where Docker runs, {@code deploy/dev/compose.yaml}, for a test: a project of its own, on free ports, with nothing in it but what the
 * setup put there. They end with the JVM at the latest.
 */
final class DevServices implements AutoCloseable {
    /** The images by their names, among other variables. */
    static final Path IMAGES = Checkout.find().file("deploy/env.example");

    private static final String FILE =
            Checkout.find().file("deploy/dev/compose.yaml").toString();
    private static final List<String> WITH_PORTS =
            List.of("POSTGRES", "ZOOKEEPER", "KAFKA", "REGISTRY", "CASSANDRA", "SIMULATOR");
    /** Before the name of a variable of a container, in a label whose value is the name that an application knows it by. */
    private static final String HANDED_ON = "io.quarkus.devservices.compose.config_map.env.";

    private final List<String> options;
    private final Map<String, String> ports = new HashMap<>();
    private final Thread closer = new Thread(this::close, "dev-services-closer");
    private boolean closed;

    private DevServices(String project, List<String> profiles) throws IOException {
        options = new ArrayList<>(List.of("--project-name", project));
        for (String profile : profiles) options.addAll(List.of("--profile", profile));
        FreePorts free = new FreePorts();
        for (String server : WITH_PORTS) ports.put("TIDELINE_DEV_" + server + "_PORT", Integer.toString(free.next()));
    }

    /** Whether Docker answers and has the images that the file names, so that nothing has to be pulled in the middle of a test. */
    static boolean areHere(Path images) {
        try {
            List<String> inspect = new ArrayList<>(List.of("image", "inspect"));
            inspect.addAll(
                    compose(images, Map.of(), "config", "--images").lines().toList());
            docker(inspect, Map.of());
            return true;
        } catch (IOException missing) {
            return false;
        }
    }

    /**
     * Starts them and returns when topics and schemas are in them, too.
     *
     * @param profiles "alert-api" for Cassandra, with its tables, which the fetcher does not need
     */
    static DevServices start(String project, String... profiles) {
        try {
            DevServices started = new DevServices(project, List.of(profiles));
            Runtime.getRuntime().addShutdownHook(started.closer);
            started.compose("up", "--detach");
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("The containers of the test cannot be started", e);
        }
    }

    /** What Quarkus would hand on to an application in dev mode. */
    Map<String, String> environment() {
        try {
            Map<String, String> environment = new HashMap<>();
            JsonNode services = new ObjectMapper()
                    .readTree(compose("config", "--format", "json"))
                    .path("services");
            services.forEach(service -> service.path("labels").properties().forEach(label -> {
                if (!label.getKey().startsWith(HANDED_ON)) return;
                String variable = label.getKey().substring(HANDED_ON.length());
                environment.put(
                        label.getValue().asText(),
                        service.path("environment").path(variable).asText());
            }));
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException("The containers of the test cannot be asked", e);
        }
    }

    /** Ends them and deletes their data. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            compose("down", "--volumes", "--timeout", "5");
        } catch (IOException e) {
            throw new UncheckedIOException("The containers of the test cannot be ended", e);
        }
    }

    private String compose(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of(arguments));
        return compose(IMAGES, ports, words.toArray(String[]::new));
    }

    private static String compose(Path images, Map<String, String> ports, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("compose", "--env-file", images.toString(), "--file", FILE));
        words.addAll(List.of(arguments));
        return docker(words, ports);
    }

    /** What docker prints. What it says beside that stands in the exception if it fails. */
    private static String docker(List<String> words, Map<String, String> environment) throws IOException {
        ProcessBuilder docker = new ProcessBuilder("docker");
        docker.command().addAll(words);
        docker.environment().putAll(environment);
        Path said = Files.createTempFile("docker", ".log");
        try {
            Process process = docker.redirectError(Redirect.to(said.toFile())).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() == 0) return printed;
            throw new IOException("docker " + String.join(" ", words) + ": " + Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }
}
