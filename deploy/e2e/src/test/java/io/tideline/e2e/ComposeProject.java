package io.tideline.e2e;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import io.tideline.local.container.DeploymentSecrets;
import io.tideline.local.folder.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.utility.LogUtils;

/**
 * {@code deploy/compose.yaml} itself, as a project of its own: own volumes, own secrets, free ports. Started and stopped by Testcontainers with the Compose of this
 * machine and none of its helping containers, whose images only a registry has: services are spoken to at their own addresses.
 */
final class ComposeProject implements AutoCloseable {

    /** What all containers have said, which would be gone with them. */
    private static final Path LOG = Path.of("target", "containers.log");

    private static final String SERVICE = "com.docker.compose.service";

    private final String prefix = "tideline-it-" + ProcessHandle.current().pid() + "-";
    private final DockerClient docker = DockerClientFactory.lazyClient();
    private final ComposeContainer project;
    private final Path environment;
    private final Map<String, String> variables;

    private ComposeProject(List<Path> files, Path environment, Map<String, String> variables) throws IOException {
        this.environment = environment;
        this.variables = variables;
        this.project = new ComposeContainer(
                        prefix, files.stream().map(Path::toFile).toList())
                .withOptions("--env-file " + environment)
                .withPull(false);
        write();
    }

    /** With its secrets in a folder, and these overlays over {@code compose.yaml}. Where Docker does not run, the test is left out. */
    static ComposeProject in(Path folder, String... overlays) throws IOException {
        Assumptions.assumeTrue(
                canRun(), "No Docker here, so the containers are not tried: docker compose does not answer.");
        Files.deleteIfExists(LOG);
        Path deploy = Checkout.find().file("deploy");
        Path environment = folder.resolve("compose.env");
        new DeploymentSecrets(deploy.resolve("env.example"), environment).write();
        Map<String, String> variables = new TreeMap<>();
        for (String line : Files.readAllLines(environment)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#"))
                variables.put(line.substring(0, equals), line.substring(equals + 1));
        }
        variables.put("TIDELINE_PORT", Integer.toString(freePort()));
        variables.put("AIRFLOW_PORT", Integer.toString(freePort()));
        variables.put("PROMETHEUS_PORT", Integer.toString(freePort()));
        List<Path> files = Stream.concat(Stream.of("compose.yaml"), Arrays.stream(overlays))
                .map(deploy::resolve)
                .toList();
        return new ComposeProject(files, environment, variables);
    }

    private void write() throws IOException {
        List<String> lines = variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        Files.write(environment, lines);
    }

    /** A variable of {@code .env} from the next {@link #up} on. */
    void set(String variable, String value) throws IOException {
        variables.put(variable, value);
        write();
    }

    /** Whether there is an engine to talk to, with the compose plugin. */
    private static boolean canRun() {
        try {
            return new ProcessBuilder("docker", "compose", "ls")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Makes Tideline's own images of what is packaged, starts what does not run, and returns when all that is waited for is healthy. */
    void up() {
        project.withBuild(true).start();
    }

    /** Starts a service that only a profile has. */
    void upAlone(String service) {
        project.withBuild(false).withServices(service).start();
    }

    /** So many containers of a service, from now on. All services are named, since with a number Testcontainers starts no others. */
    void scale(String service, int number) {
        String[] all = containers().stream()
                .map(container -> container.getLabels().get(SERVICE))
                .distinct()
                .toArray(String[]::new);
        project.withBuild(false)
                .withScaledService(service, number)
                .withServices(all)
                .start();
    }

    /** Stops all containers and removes them; the volumes stay. */
    void down() {
        keepLogs();
        project.withRemoveVolumes(false).stop();
    }

    @Override
    public void close() {
        keepLogs();
        // Without the profile Docker Compose would not know of what was started alone.
        project.withEnv("COMPOSE_PROFILES", "monitoring")
                .withRemoveVolumes(true)
                .stop();
        List<String> left =
                containers().stream().map(container -> container.getNames()[0]).toList();
        if (!left.isEmpty()) throw new IllegalStateException("Containers of the test are still there: " + left);
    }

    private void keepLogs() {
        try {
            for (Container container : containers()) {
                String heading = "== " + container.getNames()[0] + '\n';
                Files.writeString(LOG, heading + LogUtils.getOutput(docker, container.getId()) + '\n', CREATE, APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(LOG.toString(), e);
        }
    }

    /** Ends the first process of a container at once. Docker takes that for a crash; of its own kill it would not. */
    void crash(String container) {
        long pid = requireNonNull(inspect(container).getState().getPidLong(), container);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    /** The containers of a service, by their ids. */
    List<String> containers(String service) {
        return containers().stream()
                .filter(container -> service.equals(container.getLabels().get(SERVICE)))
                .map(Container::getId)
                .toList();
    }

    private List<Container> containers() {
        return docker.listContainersCmd().withShowAll(true).exec().stream()
                .filter(container -> container.getNames()[0].startsWith("/" + prefix))
                .toList();
    }

    /** How many containers of a service are healthy. */
    long healthy(String service) {
        return containers(service).stream()
                .filter(container -> "healthy"
                        .equals(inspect(container).getState().getHealth().getStatus()))
                .count();
    }

    /** How often Docker has started a container again. */
    int restarts(String container) {
        return inspect(container).getRestartCount();
    }

    /** Where a service listens on the inner network, which this machine is part of. */
    String address(String service) {
        return inspect(containers(service).get(0)).getNetworkSettings().getNetworks().entrySet().stream()
                .filter(network -> network.getKey().endsWith("_pipeline"))
                .map(network -> network.getValue().getIpAddress())
                .findFirst()
                .orElseThrow();
    }

    /** The image that a container was made of, by its id. */
    String image(String service) {
        return inspect(containers(service).get(0)).getImageId();
    }

    private InspectContainerResponse inspect(String container) {
        return docker.inspectContainerCmd(container).exec();
    }

    URI page(String port) {
        return URI.create("http://127.0.0.1:" + variables.get(port));
    }

    String password(String variable) {
        return variables.getOrDefault(variable, "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
