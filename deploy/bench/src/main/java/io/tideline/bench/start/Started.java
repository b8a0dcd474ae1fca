package io.tideline.bench.start;

import io.tideline.local.status.ResidentMemory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One start of a service.
 *
 * @param millis from the order to the first answer that says ready
 * @param cpuMillis processor time until then
 * @param megabytes resident after a hundred requests
 */
record Started(long millis, long cpuMillis, long megabytes) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int HTTP_OK = 200;
    private static final int REQUESTS = 100;

    /** Starts a service, asks it, and ends it in order. */
    static Started measure(Variant variant, Map<String, String> environment, int port, String path, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(variant.words()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        URI address = URI.create("http://127.0.0.1:" + port);
        HttpClient http = HttpClient.newHttpClient();
        long began = System.nanoTime();
        Process process = builder.start();
        try {
            awaitReady(http, address, process, log);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            long cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
            for (int i = 0; i < REQUESTS; i++) {
                require(http, address.resolve(path));
            }
            return new Started(millis, cpu, ResidentMemory.of(process.toHandle()) >> 20);
        } finally {
            end(process);
        }
    }

    private static void awaitReady(HttpClient http, URI address, Process process, Path log)
            throws IOException, InterruptedException {
        URI ready = address.resolve("/q/health/ready");
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(5)) {
            try {
                if (status(http, ready) == HTTP_OK) return;
            } catch (IOException notYet) {
                if (!process.isAlive()) break;
            }
        }
        throw new IOException("The service is not ready. It said: " + Files.readString(log));
    }

    private static void require(HttpClient http, URI page) throws IOException, InterruptedException {
        int status = status(http, page);
        if (status != HTTP_OK) throw new IOException(page + " answers " + status);
    }

    private static int status(HttpClient http, URI page) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static void end(Process process) {
        process.destroy();
        process.onExit()
                .orTimeout(60, TimeUnit.SECONDS)
                .exceptionallyCompose(slow -> process.destroyForcibly().onExit())
                .join();
    }
}
