package io.tideline.api;

import io.tideline.local.application.Packaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The packaged alert API as a process of its own, as it runs in production. */
public final class Replica implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Map<String, String> variables;
    private final String name;
    private final int port;
    private Process process;

    private Replica(String name, Map<String, String> variables, int port) {
        this.name = name;
        this.variables = variables;
        this.port = port;
    }

    /** Starts one on a free port, with a new log; the settings are environment variables. */
    public static Replica start(String name, Map<String, String> environment, Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("TIDELINE_WATCH_ENABLED", "false");
        variables.putAll(settings);
        Replica replica = new Replica(name, variables, freePort());
        replica.forgetLog();
        replica.startAgain();
        return replica;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Puts it to sleep as a busy machine does: connections stay open, nothing is answered, and it falls behind. */
    public void freeze() {
        signal("STOP");
    }

    /** Wakes it; one that was killed in its sleep stays dead. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startAgain() {
        try {
            ProcessBuilder builder = new ProcessBuilder(Packaged.in(Path.of("")).words(OPTIONS));
            builder.environment().putAll(variables);
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await(name + " is ready").atMost(Duration.ofMinutes(2)).until(this::isReady);
    }

    /** What it said in an earlier run of the test is no fault of this one. */
    private void forgetLog() {
        try {
            Files.deleteIfExists(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of its log, over all its lives since it was first started, that tell of an error. */
    public List<String> errors() throws IOException {
        return Files.readAllLines(log()).stream()
                .filter(line -> line.contains(" ERROR "))
                .toList();
    }

    private Path log() {
        return Path.of("target", "replica-" + name + ".log");
    }

    @Override
    public void close() {
        kill();
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri("/q/health/ready")).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
