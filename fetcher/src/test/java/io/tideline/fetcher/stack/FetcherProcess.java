package io.tideline.fetcher.stack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tideline.local.application.Packaged;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The packaged fetcher in a process of its own, to be killed. */
public final class FetcherProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private FetcherProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one and waits until it is ready. */
    public static FetcherProcess start(Map<String, String> environment) {
        FetcherProcess started = start(environment, new File("target/fetcher-process.log"));
        started.awaitReady();
        return started;
    }

    /** What one says that ends before it is ready. */
    public static String lastWords(Map<String, String> environment) {
        try {
            Path log = Files.createTempFile(Path.of("target"), "fetcher-refused", ".log");
            try (FetcherProcess started = start(environment, log.toFile())) {
                await().atMost(Duration.ofSeconds(90)).until(() -> !started.process.isAlive());
                assertThat(started.process.exitValue()).isNotZero();
            }
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("The log of the fetcher cannot be read", e);
        }
    }

    private static FetcherProcess start(Map<String, String> environment, File log) {
        int port = freePort();
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            Packaged.in(Path.of("")).words(List.of("-XX:TieredStopAtLevel=1")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            builder.environment().putAll(environment);
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
            return new FetcherProcess(builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException("The fetcher cannot be started", e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public Response put(String source, String fetchId) {
        return given().baseUri(url())
                .auth()
                .preemptive()
                .basic(Servers.OPERATOR, Servers.PASSWORD)
                .contentType("application/json")
                .body(Orders.BODY.formatted(""))
                .put("/sources/{source}/fetches/{id}", source, fetchId);
    }

    public Response get(String path) {
        return given().baseUri(url()).get(path);
    }

    public String metrics() {
        return get("/q/metrics").asString();
    }

    /** What its health check says of the outbox. */
    public JsonPath outbox() {
        return get("/q/health/ready").jsonPath().setRootPath("checks.find { it.name == 'outbox' }.data");
    }

    public void awaitEmptyOutbox() {
        await().atMost(Duration.ofSeconds(90)).until(() -> outbox().getInt("readings") == 0);
    }

    /** Ends it as a power cut would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> get("/q/health/ready").statusCode() == 200);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No port is free", e);
        }
    }
}
