package io.tideline.bench.fetch;

import io.tideline.local.application.Users;
import io.tideline.local.folder.Checkout;
import io.tideline.local.folder.Secrets;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The packaged fetcher in a process of its own, on a free port. */
final class RunningFetcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int HTTP_OK = 200;

    private final Process process;
    private final URI address;
    private final String authorization;
    private final Path log;
    /** A connection for each caller, as separate callers have: HTTP/2 would bring all of them over a single one. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningFetcher(Process process, URI address, String authorization, Path log) {
        this.process = process;
        this.address = address;
        this.authorization = authorization;
        this.log = log;
    }

    /** Starts one that keeps its log and secrets in the folder, and waits until it is ready. */
    static RunningFetcher start(Path folder, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        Users users = new Users(new Secrets(folder.resolve("secrets")));
        Path log = folder.resolve("fetcher.log");
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(Checkout.find()
                .file("fetcher/target/quarkus-app/quarkus-run.jar")
                .toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("TIDELINE_USERS_FILE", users.file().toString());
        String pair = Users.OPERATOR + ":" + users.password(Users.OPERATOR);
        RunningFetcher fetcher = new RunningFetcher(
                builder.start(),
                URI.create("http://127.0.0.1:" + port),
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
                log);
        fetcher.awaitReady();
        return fetcher;
    }

    /** Orders fetches of a week each, that many at once, and waits for all answers. Throws if one is not stored. */
    void orderAll(int atOnce, List<Order> orders) throws InterruptedException {
        Semaphore places = new Semaphore(atOnce);
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (Order order : orders) {
            places.acquire();
            answers.add(send(order).whenComplete((answer, failure) -> places.release()));
        }
        answers.forEach(CompletableFuture::join);
    }

    /** Where to ask for a path of it. */
    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    Memory memory() {
        return new Memory(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionallyCompose(slow -> process.destroyForcibly().onExit())
                .join();
    }

    private CompletableFuture<Void> send(Order order) {
        String body = "{\"dataIntervalStart\": \"%s\", \"dataIntervalEnd\": \"%s\"}"
                .formatted(order.start(), order.start().plus(Duration.ofDays(7)));
        HttpRequest request = to("/sources/" + order.source() + "/fetches/" + order.id())
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenAccept(answer -> requireOk(answer.statusCode(), answer.body()));
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpRequest request = to("/q/health/ready").build();
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(100)) {
            try {
                if (http.send(request, BodyHandlers.ofString()).statusCode() == HTTP_OK) return;
            } catch (IOException notYet) {
                if (!process.isAlive()) break;
            }
        }
        String said = Files.readString(log);
        close();
        throw new IOException("The fetcher is not ready. It said: " + said);
    }

    private static void requireOk(int status, String body) {
        if (status != HTTP_OK) throw new IllegalStateException("The fetcher answered " + status + ": " + body);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A fetch of the source from that instant on, under that id. */
    record Order(String source, String id, Instant start) {}
}
