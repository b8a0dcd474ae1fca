package io.tideline.api.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Holds many listeners on one alert API of its own, over the Kafka of a running stack, and then the same on a bare broadcaster.
 * Run it from the checkout with the variables of the stack:
 *
 * <pre>java -cp "alert-api/target/quarkus-app/app/*:alert-api/target/quarkus-app/lib/main/*:alert-api/target/quarkus-app/lib/boot/*"
 *     io.tideline.api.bench.SseBench LISTENERS [SECONDS]</pre>
 *
 * <p>The last line has {@code held dropped p99_ms ratio}: ratio is the rate of deliveries of a burst, as a part of what the bare
 * broadcaster does with the same burst.
 */
public final class SseBench {

    private static final int EVENTS_PER_SECOND = 10;
    private static final int WARM_UP_SECONDS = 5;
    private static final int BURST_DELIVERIES = 1_000_000;
    private static final int SERVED_BY = 4;
    private static final Path JAR = Path.of("alert-api", "target", "quarkus-app", "quarkus-run.jar");

    private final int listeners;
    private final int seconds;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(SERVED_BY));

    /** What was measured on one server. */
    private record Result(int held, int dropped, long p50, long p99, double cpu, long bytesPerListener, double burst) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "held=%d dropped=%d p50_ms=%d p99_ms=%d cpu_cores=%.2f bytes_per_listener=%d burst_deliveries_per_s=%.0f",
                    held,
                    dropped,
                    p50,
                    p99,
                    cpu,
                    bytesPerListener,
                    burst);
        }
    }

    private SseBench(int listeners, int seconds) {
        this.listeners = listeners;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int listeners = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        new SseBench(listeners, seconds).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        Result bare = bare();
        System.out.println("bare broadcaster: " + bare);
        Result ours = ours();
        System.out.println("alert-api:        " + ours);
        System.out.printf(
                Locale.ROOT,
                "held=%d dropped=%d p99_ms=%d ratio=%.2f%n",
                ours.held,
                ours.dropped,
                ours.p99,
                bare.burst == 0 ? 0 : ours.burst / bare.burst);
    }

    private Result bare() throws IOException, InterruptedException {
        int port = Server.freePort();
        List<String> command = List.of(
                "-cp", System.getProperty("java.class.path"), BareBroadcaster.class.getName(), Integer.toString(port));
        try (Server server = Server.start(command, Map.of(), port, log("bare"));
                Writer input = new OutputStreamWriter(server.process.getOutputStream(), StandardCharsets.UTF_8)) {
            String padding = "x".repeat(380);
            return measured(
                    server,
                    "/",
                    (id, number) -> say(input, "{\"id\":\"" + id + "\",\"padding\":\"" + padding + "\"}\n"));
        }
    }

    private Result ours() throws IOException, InterruptedException {
        int port = Server.freePort();
        Map<String, String> variables = Map.of(
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "TIDELINE_LIVE_CLIENTS", Integer.toString(listeners + 1000),
                "TIDELINE_LIVE_CLIENTS_PER_ADDRESS", Integer.toString(listeners + 1000));
        try (Server server = Server.start(List.of("-jar", JAR.toString()), variables, port, log("alert-api"));
                FlagWriter writer =
                        new FlagWriter(variable("KAFKA_BOOTSTRAP_SERVERS"), variable("TIDELINE_REGISTRY_URL"))) {
            return measured(server, "/flags/stream?source=bench", (id, number) -> write(writer, id));
        }
    }

    private Result measured(Server server, String path, ObjLongConsumer<String> publish) throws InterruptedException {
        long before = server.residentBytes();
        Crowd crowd = new Crowd(vertx, server.port, path);
        crowd.gather(listeners);
        long next = publish(publish, 1, WARM_UP_SECONDS * EVENTS_PER_SECOND, 1000 / EVENTS_PER_SECOND);
        Thread.sleep(1000);
        long memory = (server.residentBytes() - before) / Math.max(1, listeners);
        crowd.latencies = new Latencies();
        long cpu = server.cpuMillis();
        long start = System.currentTimeMillis();
        next = publish(publish, next, seconds * EVENTS_PER_SECOND, 1000 / EVENTS_PER_SECOND);
        Thread.sleep(1500);
        double cores = (server.cpuMillis() - cpu) / (double) (System.currentTimeMillis() - start);
        Latencies steady = crowd.latencies;
        double burst = burst(crowd, publish, next);
        int dropped = crowd.lost.get() + (int) crowd.faults.get();
        Result result = new Result(
                crowd.held.get(), dropped, steady.quantile(0.5), steady.quantile(0.99), cores, memory, burst);
        crowd.disperse();
        return result;
    }

    /** Deliveries a second when events come as fast as they can. */
    private double burst(Crowd crowd, ObjLongConsumer<String> publish, long next) throws InterruptedException {
        int events = BURST_DELIVERIES / Math.max(1, listeners);
        long expected = crowd.received.get() + (long) events * crowd.held.get();
        long start = System.nanoTime();
        publish(publish, next, events, 0);
        while (crowd.received.get() < expected && System.nanoTime() - start < 60_000_000_000L) {
            Thread.sleep(1);
        }
        return (double) events * crowd.held.get() / ((System.nanoTime() - start) / 1e9);
    }

    private static long publish(ObjLongConsumer<String> publish, long first, int count, long everyMillis)
            throws InterruptedException {
        long start = System.currentTimeMillis();
        for (int i = 0; i < count; i++) {
            publish.accept("bench-" + (first + i) + "-" + System.currentTimeMillis(), first + i);
            long wait = start + (i + 1) * everyMillis - System.currentTimeMillis();
            if (wait > 0) {
                Thread.sleep(wait);
            }
        }
        return first + count;
    }

    private static void say(Writer input, String line) {
        try {
            input.write(line);
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(FlagWriter writer, String id) {
        try {
            writer.write(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(String name) throws IOException {
        return Files.createTempFile("tideline-bench-" + name, ".log");
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set: take the variables of a running stack");
        }
        return value;
    }
}
