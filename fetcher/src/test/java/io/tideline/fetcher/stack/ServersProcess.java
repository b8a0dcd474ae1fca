package io.tideline.fetcher.stack;

import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Real servers, started by a process of their own: the libraries that resolve them do not live with the class loaders
 * of Quarkus. The process ends with the test, for its standard input ends then.
 */
public final class ServersProcess implements AutoCloseable {
    private static final String READY = "ready";
    private static final String DEV_SERVICES = "dev-services";

    private final Process process;
    private final Map<String, String> environment = new HashMap<>();

    private ServersProcess(Process process) {
        this.process = process;
    }

    /** Starts the local stack. */
    static ServersProcess start() {
        return start("");
    }

    /** Starts the Dev Services where Docker has their images, else the local stack. */
    static ServersProcess startWhichever() {
        return start(DEV_SERVICES);
    }

    private static ServersProcess start(String wanted) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ServersProcess.class.getName(),
                            wanted)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            ServersProcess servers = new ServersProcess(process);
            servers.awaitReady();
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException("The servers of the test cannot be started", e);
        }
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("The servers of the test cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); !READY.equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new IllegalStateException("The servers of the test did not start; what they said stands above");
            }
            int equals = line.indexOf('=');
            if (equals > 0) environment.put(line.substring(0, equals), line.substring(equals + 1));
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals(DEV_SERVICES) && DevServices.areHere(DevServices.IMAGES)) {
            System.err.println("The servers of this test are Docker's: deploy/dev/compose.yaml");
            try (DevServices servers =
                    DevServices.start("tideline-test-" + ProcessHandle.current().pid())) {
                serve(servers.environment());
            }
        } else {
            try (LocalServers servers = LocalServers.start(Server.POSTGRES, Server.KAFKA, Server.REGISTRY)) {
                serve(servers.environment());
            }
        }
    }

    private static void serve(Map<String, String> environment) throws IOException {
        environment.forEach((name, value) -> System.out.println(name + "=" + value));
        System.out.println(READY);
        new InputStreamReader(System.in, StandardCharsets.UTF_8).read();
    }
}
