package io.tideline.bench.sse;

import io.tideline.bench.Result;
import io.tideline.bench.sse.Load.Measured;
import io.tideline.local.artifact.Artifacts;
import io.tideline.local.folder.Checkout;
import io.tideline.local.port.FreePorts;
import io.tideline.local.servers.LocalServers;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds many listeners on one alert API with a heap of 1 GB, and the same number on a bare broadcaster, one after the other. */
@Command(
        name = "sse",
        mixinStandardHelpOptions = true,
        description = "Listeners held by one alert API at 10 events/s to all, beside a bare Vert.x broadcaster.")
public final class SseBench implements Callable<Integer> {

    private static final int WARM_UP_SECONDS = 10;
    private static final int BURST_DELIVERIES = 1_000_000;
    private static final String JAR = "alert-api/target/quarkus-app/quarkus-run.jar";
    /** As long as an event of the alert API. */
    private static final String PADDING = "x".repeat(380);

    @Option(
            names = "--listeners",
            split = ",",
            defaultValue = "1000,10000",
            description = "How many; the last number makes the result. Default: ${DEFAULT-VALUE}")
    private List<Integer> listeners = List.of();

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "How long each is measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final FreePorts ports = new FreePorts();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path logs = Files.createTempDirectory("tideline-bench-sse");
        try (LocalServers servers = LocalServers.start(
                LocalServers.Server.KAFKA, LocalServers.Server.REGISTRY, LocalServers.Server.CASSANDRA)) {
            line(
                    out,
                    "listeners",
                    "server",
                    "held",
                    "dropped",
                    "p50 ms",
                    "p99 ms",
                    "max ms",
                    "CPU cores",
                    "kB/listener",
                    "burst/s");
            Result result = new Result();
            for (int number : listeners) {
                Load load = new Load(number, WARM_UP_SECONDS, seconds, BURST_DELIVERIES);
                Measured bare = bare(load, logs);
                print(out, number, "bare broadcaster", bare);
                Measured ours = ours(load, logs, servers.environment());
                print(out, number, "alert-api", ours);
                result = result(bare, ours);
            }
            out.println(result);
        } finally {
            Artifacts.deleteTree(logs);
        }
        return 0;
    }

    private Measured bare(Load load, Path logs) throws IOException, InterruptedException {
        int port = ports.next();
        List<String> command = List.of(
                "-cp", System.getProperty("java.class.path"), BareBroadcaster.class.getName(), Integer.toString(port));
        try (Server server = Server.start(command, Map.of(), port, logs.resolve("bare.log"));
                Writer input = new OutputStreamWriter(server.process.getOutputStream(), StandardCharsets.UTF_8)) {
            return load.on(server, "/", id -> {
                input.write("{\"id\":\"" + id + "\",\"padding\":\"" + PADDING + "\"}\n");
                input.flush();
            });
        }
    }

    private Measured ours(Load load, Path logs, Map<String, String> environment)
            throws IOException, InterruptedException {
        int port = ports.next();
        String room = Integer.toString(load.listeners() + 1000);
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        variables.put("TIDELINE_LIVE_CLIENTS", room);
        variables.put("TIDELINE_LIVE_CLIENTS_PER_ADDRESS", room);
        List<String> command = List.of("-jar", Checkout.find().file(JAR).toString());
        try (Server server = Server.start(command, variables, port, logs.resolve("alert-api.log"));
                FlagWriter flags = new FlagWriter(environment)) {
            return load.on(server, "/flags/stream?source=bench", flags::write);
        }
    }

    private static Result result(Measured bare, Measured ours) {
        return new Result()
                .with("held", ours.held())
                .with("dropped", ours.dropped())
                .with("p50_ms", ours.p50())
                .with("p99_ms", ours.p99())
                .with("bare_p50_ms", bare.p50())
                .with("bare_p99_ms", bare.p99())
                .with("cpu_cores", ours.cores())
                .with("bare_cpu_cores", bare.cores())
                .with("bytes_per_listener", ours.bytesPerListener())
                .with("burst_per_s", ours.burst())
                .with("burst_ratio", ours.burst() / bare.burst());
    }

    private static void print(PrintWriter out, int listeners, String server, Measured measured) {
        line(
                out,
                listeners,
                server,
                measured.held(),
                measured.dropped(),
                measured.p50(),
                measured.p99(),
                measured.longest(),
                String.format(Locale.ROOT, "%.2f", measured.cores()),
                measured.bytesPerListener() / 1024,
                Math.round(measured.burst()));
    }

    private static void line(PrintWriter out, Object... cells) {
        out.printf("%-10s %-17s %6s %8s %7s %7s %7s %10s %12s %10s%n", cells);
        out.flush();
    }
}
