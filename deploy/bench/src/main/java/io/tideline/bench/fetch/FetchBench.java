package io.tideline.bench.fetch;

import io.tideline.bench.Folders;
import io.tideline.bench.Result;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Readings a second, parsed from JSON, committed by PostgreSQL and acknowledged by Kafka, on real servers; beside it COPY of
 * the same rows into the same table, and the Kafka producer alone with the same records.
 */
@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        description = "Readings a second, committed and acknowledged, beside COPY and the Kafka producer alone.")
public final class FetchBench implements Callable<Integer> {
    private static final int AT_ONCE = 3;
    private static final int SMALL_FETCHES = 400;
    private static final int SMALL_AT_ONCE = 8;
    private static final Instant FIRST_WEEK = Instant.parse("2025-01-06T00:00:00Z");

    @Option(names = "--rounds", defaultValue = "3", description = "Measured rounds, after one to warm up. Default: 3.")
    private int rounds;

    @Option(
            names = "--fetches",
            defaultValue = "4",
            description = "Fetches in a round, 168,000 readings each. Default: 4.")
    private int fetches;

    @Option(names = "--profile", paramLabel = "FILE", description = "Write a flight recording of the fetcher.")
    private @Nullable Path profile;

    private int week;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("tideline-bench-fetch");
        try (LocalServers servers = LocalServers.start(Server.POSTGRES, Server.KAFKA, Server.REGISTRY);
                PreparedApi api = new PreparedApi();
                RunningFetcher fetcher = RunningFetcher.start(folder, environment(servers, api, folder), options());
                Ceilings ceilings = new Ceilings(servers.environment())) {
            measure(api, fetcher, ceilings);
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private void measure(PreparedApi api, RunningFetcher fetcher, Ceilings ceilings) throws Exception {
        System.out.printf(
                "%d entities x %d hourly values a fetch, %d fetches a round, %d at once; %d processors%n",
                BenchSources.ENTITIES,
                Workload.HOURS,
                fetches,
                AT_ONCE,
                Runtime.getRuntime().availableProcessors());
        round(api, fetcher, ceilings);
        System.out.printf(
                "%-8s %12s %12s %12s %8s %10s%n", "round", "fetch /s", "COPY /s", "producer /s", "ratio", "RSS MB");
        Totals totals = Totals.NOTHING;
        for (int i = 1; i <= rounds; i++) {
            Totals round = round(api, fetcher, ceilings);
            totals = totals.plus(round);
            print(Integer.toString(i), round, fetcher);
        }
        print("all", totals, fetcher);
        double small = small(api, fetcher, ceilings);
        System.out.printf("small responses: %.0f fetches/s of one reading each, %d at once%n", small, SMALL_AT_ONCE);
        System.out.println(new Result()
                .with("fetch", totals.fetchRate())
                .with("copy", totals.copyRate())
                .with("producer", totals.produceRate())
                .with("ratio", totals.ratio())
                .with("small", small)
                .with("rss_mb", fetcher.memory().most()));
    }

    private static void print(String name, Totals totals, RunningFetcher fetcher) throws Exception {
        System.out.printf(
                "%-8s %12.0f %12.0f %12.0f %8.2f %10d%n",
                name,
                totals.fetchRate(),
                totals.copyRate(),
                totals.produceRate(),
                totals.ratio(),
                fetcher.memory().now());
    }

    private Totals round(PreparedApi api, RunningFetcher fetcher, Ceilings ceilings) throws Exception {
        List<Workload> workloads = new ArrayList<>();
        api.forget();
        for (int i = 0; i < fetches; i++) {
            Workload workload =
                    new Workload(BenchSources.ENTITIES, FIRST_WEEK.plus(Duration.ofDays(7L * (week++ % 100))));
            BenchSources.serve(api, workload);
            workloads.add(workload);
        }
        ceilings.truncate();
        Duration fetch = timed(() -> fetchAll(workloads, fetcher, ceilings));
        long readings = ceilings.count("SELECT count(*) FROM reading");
        requireAll(workloads, readings);
        ceilings.truncate();
        Duration copy = Duration.ZERO;
        Duration produce = Duration.ZERO;
        for (Workload workload : workloads) {
            copy = copy.plus(ceilings.copy(workload, BenchSources.MANY));
            produce = produce.plus(ceilings.produce(workload, BenchSources.MANY));
        }
        return new Totals(readings, fetch, copy, produce);
    }

    /** Until every fetch has answered and the outbox is empty: committed and acknowledged. */
    private static void fetchAll(List<Workload> workloads, RunningFetcher fetcher, Ceilings ceilings) throws Exception {
        List<Order> orders = workloads.stream()
                .map(workload -> new Order(BenchSources.MANY, workload.start()))
                .toList();
        order(AT_ONCE, orders, fetcher);
        ceilings.awaitEmptyOutbox();
    }

    private static double small(PreparedApi api, RunningFetcher fetcher, Ceilings ceilings) throws Exception {
        ceilings.truncate();
        List<Order> orders = Stream.iterate(FIRST_WEEK, at -> at.plusSeconds(1))
                .limit(SMALL_FETCHES)
                .map(at -> new Order(BenchSources.SMALL, at))
                .toList();
        orders.forEach(order -> BenchSources.serve(api, order.start()));
        Duration took = timed(() -> {
            order(SMALL_AT_ONCE, orders, fetcher);
            ceilings.awaitEmptyOutbox();
        });
        return Totals.rate(SMALL_FETCHES, took);
    }

    private static void order(int atOnce, List<Order> orders, RunningFetcher fetcher) throws InterruptedException {
        Semaphore places = new Semaphore(atOnce);
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (Order order : orders) {
            places.acquire();
            String id = "bench-" + order.start().getEpochSecond() + "-" + System.nanoTime();
            answers.add(fetcher.order(order.source(), id, order.start())
                    .whenComplete((answer, failure) -> places.release()));
        }
        answers.forEach(CompletableFuture::join);
    }

    private static void requireAll(List<Workload> workloads, long readings) {
        long expected = workloads.stream().mapToLong(Workload::readings).sum();
        if (readings != expected) {
            throw new IllegalStateException("Expected " + expected + " readings, kept " + readings);
        }
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        if (profile != null) {
            options.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + profile.toAbsolutePath());
        }
        return options;
    }

    private static Map<String, String> environment(LocalServers servers, PreparedApi api, Path folder)
            throws Exception {
        Map<String, String> environment = new HashMap<>(servers.environment());
        environment.put("API", api.url());
        environment.put("TIDELINE_SOURCES_FILE", BenchSources.declare(folder).toString());
        return environment;
    }

    private static Duration timed(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private interface Work {
        void run() throws Exception;
    }

    private record Order(String source, Instant start) {}
}
