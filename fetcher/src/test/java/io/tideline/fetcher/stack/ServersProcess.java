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

    private final Process process;
    private final Map<String, String> environment = new HashMap<>();

    private ServersProcess(Process process) {
        this.process = process;
    }

    static ServersProcess start() {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ServersProcess.class.getName())
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
        try (LocalServers servers = LocalServers.start(Server.POSTGRES, Server.KAFKA, Server.REGISTRY)) {
            servers.environment().forEach((name, value) -> System.out.println(name + "=" + value));
            System.out.println(READY);
            new InputStreamReader(System.in, StandardCharsets.UTF_8).read();
        }
    }
}
