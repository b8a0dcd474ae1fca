package io.tideline.bench.fetch;

import io.tideline.bench.Folders;
import io.tideline.bench.Result;
import io.tideline.bench.fetch.RunningFetcher.Order;
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
    /** All of it at once: what the process grows by after that is no heap. */
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private static final Instant FIRST_WEEK = Instant.parse("2025-01-06T00:00:00Z");

    @Option(names = "--rounds", defaultValue = "3", description = "Measured rounds, after one to warm up. Default: 3.")
    private int rounds;

    @Option(
            names = "--fetches",
            defaultValue = "4",
            description = "Fetches in a round, 168,000 readings each. Default: 4.")
    private int fetches;

    @Option(
            names = "--small",
            defaultValue = "3000",
            description = "Fetches of one reading each in a round of small responses. Default: 3,000.")
    private int small;

    @Option(
            names = "--each",
            defaultValue = "5",
            description = "Fetches in a round of 1,000 requests, one reading each. Default: 5.")
    private int each;

    @Option(names = "--profile", paramLabel = "FILE", description = "Write a flight recording of the fetcher.")
    private @Nullable Path profile;

    private int week;
    private int orders;

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
                "%d entities x %d hourly values a fetch, %d fetches a round, %d at once; %d processors; %s%n",
                BenchSources.ENTITIES,
                Workload.HOURS,
                fetches,
                AT_ONCE,
                Runtime.getRuntime().availableProcessors(),
                String.join(" ", HEAP));
        Rounds large = Rounds.run(rounds, "COPY /s", fetcher.memory(), () -> round(api, fetcher, ceilings));
        SmallResponses responses = new SmallResponses(api, fetcher, ceilings, small);
        System.out.println(responses.title());
        Rounds single = Rounds.run(rounds, "INSERT /s", fetcher.memory(), responses::round);
        EntityResponses entities = new EntityResponses(api, fetcher, ceilings, each);
        System.out.println(entities.title());
        Rounds many = Rounds.run(rounds, "COPY /s", fetcher.memory(), entities::round);
        System.out.printf("The same requests alone: %.0f/s%n", entities.requestRate());
        System.out.println(new Result()
                .with("fetch", large.totals().fetchRate())
                .with("copy", large.totals().copyRate())
                .with("producer", large.totals().produceRate())
                .with("ratio", large.totals().ratio())
                .with("small", single.totals().fetchRate())
                .with("small_insert", single.totals().copyRate())
                .with("small_producer", single.totals().produceRate())
                .with("small_ratio", single.totals().ratio())
                .with("each", many.totals().fetchRate())
                .with("each_copy", many.totals().copyRate())
                .with("each_producer", many.totals().produceRate())
                .with("each_ratio", many.totals().ratio())
                .with("each_requests", entities.requestRate())
                .with("each_of_requests", many.totals().fetchRate() / entities.requestRate())
                .with("rss_mb", fetcher.memory().mostResident())
                .with("rss_growth_mb", large.residentGrowth())
                .with("live_growth_mb", large.liveGrowth()));
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
        Duration fetch = Totals.timed(() -> fetchAll(workloads, fetcher, ceilings));
        long readings = workloads.stream().mapToLong(Workload::readings).sum();
        ceilings.requireReadings(readings);
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
    private void fetchAll(List<Workload> workloads, RunningFetcher fetcher, Ceilings ceilings) throws Exception {
        fetcher.orderAll(
                AT_ONCE,
                workloads.stream()
                        .map(workload -> new Order(BenchSources.MANY, "large-" + orders++, workload.start()))
                        .toList());
        ceilings.awaitEmptyOutbox();
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(HEAP);
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
}
