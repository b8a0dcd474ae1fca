package io.tideline.bench.fetch;

import io.tideline.bench.Folders;
import io.tideline.bench.Result;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Readings a second, streamed from the history to a client by a fetcher with a small heap; beside it COPY of the same rows. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Readings a second, streamed from the history with a small heap, beside COPY TO STDOUT.")
public final class HistoryBench implements Callable<Integer> {
    private static final int ENTITIES = 1_000;
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    @Option(names = "--rows", defaultValue = "10000000", description = "How many readings. Default: 10,000,000.")
    private long rows;

    @Option(names = "--heap", defaultValue = "256m", description = "Heap of the fetcher. Default: 256m.")
    private String heap = "";

    @Option(names = "--accept", defaultValue = "application/x-ndjson", description = "Or text/csv.")
    private String accept = "";

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("tideline-bench-history");
        try (LocalServers servers = LocalServers.start(Server.POSTGRES, Server.KAFKA, Server.REGISTRY);
                RunningFetcher fetcher =
                        RunningFetcher.start(folder, environment(servers, folder), List.of("-Xmx" + heap));
                Ceilings ceilings = new Ceilings(servers.environment())) {
            measure(fetcher, ceilings);
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private void measure(RunningFetcher fetcher, Ceilings ceilings) throws Exception {
        long hours = rows / ENTITIES;
        ceilings.fill(BenchSources.MANY, ENTITIES, START, hours);
        System.out.printf("%d readings, %s, heap %s%n", hours * ENTITIES, accept, heap);
        Instant end = START.plus(Duration.ofHours(hours));

        long began = System.nanoTime();
        Received received = read(fetcher, "/sources/bench/readings?from=" + START + "&to=" + end);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        began = System.nanoTime();
        long copied = ceilings.copyOut(BenchSources.MANY);
        Duration copy = Duration.ofNanos(System.nanoTime() - began);

        long header = accept.equals("text/csv") ? 1 : 0;
        if (received.lines() - header != hours * ENTITIES || copied != hours * ENTITIES) {
            throw new IllegalStateException("Of %d readings came %s; COPY gave %d".formatted(rows, received, copied));
        }
        double rate = Totals.rate(copied, took);
        double ceiling = Totals.rate(copied, copy);
        System.out.printf(
                "%12.0f readings/s, %d MB; COPY %12.0f/s; resident %d MB at most%n",
                rate, received.bytes() >> 20, ceiling, fetcher.memory().mostResident());
        System.out.println(new Result()
                .with("rows", copied)
                .with("rate", rate)
                .with("copy", ceiling)
                .with("ratio", rate / ceiling)
                .with("rss_mb", fetcher.memory().mostResident()));
    }

    private Received read(RunningFetcher fetcher, String path) throws IOException, InterruptedException {
        HttpRequest request = fetcher.to(path).header("Accept", accept).build();
        HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) throw new IOException("The fetcher answered " + response.statusCode());
        long bytes = 0;
        long lines = 0;
        byte last = '\n';
        byte[] chunk = new byte[64 * 1024];
        try (InputStream body = response.body()) {
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                for (int i = 0; i < read; i++) if (chunk[i] == '\n') lines++;
                bytes += read;
                if (read > 0) last = chunk[read - 1];
            }
        }
        return new Received(last == '\n' ? lines : lines + 1, bytes);
    }

    private static Map<String, String> environment(LocalServers servers, Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>(servers.environment());
        environment.put("API", "http://127.0.0.1:1");
        environment.put("TIDELINE_SOURCES_FILE", BenchSources.declare(folder).toString());
        return environment;
    }

    private record Received(long lines, long bytes) {}
}
