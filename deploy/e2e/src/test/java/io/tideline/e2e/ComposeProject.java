package io.tideline.e2e;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.container.DeploymentSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code deploy/compose.yaml} itself, as a project of its own: own volumes, own secrets, free ports. It is driven by {@code docker compose}, which the test needs in any
 * case: Testcontainers' ComposeContainer would add a proxy container, whose image can be pulled from a registry alone, and cannot send a service what a crash sends.
 */
record ComposeProject(Path deploy, Path environment, String name, Map<String, String> variables)
        implements AutoCloseable {

    /** What all containers have said, which would be gone with them. */
    private static final Path LOG = Path.of("target", "containers.log");

    static ComposeProject in(Path deploy, Path folder) throws IOException {
        Files.deleteIfExists(LOG);
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
        Files.write(
                environment,
                variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
        return new ComposeProject(
                deploy, environment, "tideline-it-" + ProcessHandle.current().pid(), variables);
    }

    /** Whether there is an engine to talk to, with the compose plugin. */
    static boolean canRun() {
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

    /** Makes Tideline's own images of what is packaged. */
    void build() {
        compose("build", "--quiet");
    }

    /** Starts what does not run and returns when every container that is waited for is healthy. */
    void up(String... more) {
        List<String> words = new ArrayList<>(List.of("up", "--detach", "--no-build", "--quiet-pull"));
        words.addAll(Arrays.asList(more));
        compose(words.toArray(String[]::new));
    }

    /** Stops all containers and removes them; the volumes stay. */
    void down() {
        keepLogs();
        compose("down", "--timeout", "40");
    }

    @Override
    public void close() {
        keepLogs();
        compose("down", "--timeout", "5", "--volumes");
    }

    private void keepLogs() {
        try {
            Files.writeString(LOG, compose("logs", "--no-color", "--timestamps"), CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(LOG.toString(), e);
        }
    }

    /** Ends the first process of a container at once. Docker takes that for a crash; of its own kill it would not. */
    void crash(String container) {
        String pid = run("docker", "inspect", "--format", "{{.State.Pid}}", container);
        run("kill", "-9", pid);
    }

    /** The containers of a service. */
    List<String> containers(String service) {
        return compose("ps", "--quiet", service).lines().toList();
    }

    /** How many containers of a service are healthy. */
    long healthy(String service) {
        return containers(service).stream()
                .filter(container -> run("docker", "inspect", "--format", "{{.State.Health.Status}}", container)
                        .equals("healthy"))
                .count();
    }

    /** How often Docker has started a container again. */
    int restarts(String container) {
        return Integer.parseInt(run("docker", "inspect", "--format", "{{.RestartCount}}", container));
    }

    /** Where a service listens on the inner network, which this machine is part of. */
    String address(String service) {
        return run(
                "docker",
                "inspect",
                "--format",
                "{{(index .NetworkSettings.Networks \"" + name + "_pipeline\").IPAddress}}",
                containers(service).get(0));
    }

    URI page(String port) {
        return URI.create("http://127.0.0.1:" + variables.get(port));
    }

    String password(String variable) {
        return variables.getOrDefault(variable, "");
    }

    private String compose(String... words) {
        List<String> line = new ArrayList<>(List.of(
                "docker",
                "compose",
                "--project-name",
                name,
                "--env-file",
                environment.toString(),
                "--file",
                deploy.resolve("compose.yaml").toString()));
        line.addAll(Arrays.asList(words));
        return run(line.toArray(String[]::new));
    }

    private static String run(String... words) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", words), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
