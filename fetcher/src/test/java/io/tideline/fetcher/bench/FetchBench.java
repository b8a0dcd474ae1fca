package io.tideline.fetcher.bench;

import io.tideline.fetcher.stack.FetcherProcess;
import io.tideline.fetcher.stack.Servers;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Readings a second, parsed from JSON, committed by PostgreSQL and acknowledged by Kafka, on real servers; beside it COPY of
 * the same rows into the same table, and the Kafka producer alone with the same records. Run from the folder fetcher/ after
 * {@code package}; arguments: rounds, fetches in a round.
 */
public final class FetchBench {
    private static final String SOURCE = "bench";
    private static final int ENTITIES = 1_000;
    private static final int ENTITIES_PER_REQUEST = 100;
    private static final int AT_ONCE = 3;
    private static final int SMALL_FETCHES = 400;
    private static final int SMALL_AT_ONCE = 8;
    private static final Instant FIRST_WEEK = Instant.parse("2025-01-06T00:00:00Z");

    private final BenchApi api;
    private final FetcherProcess fetcher;
    private final Ceilings ceilings;
    private final HttpClient http = HttpClient.newHttpClient();
    private int week;

    private FetchBench(BenchApi api, FetcherProcess fetcher, Ceilings ceilings) {
        this.api = api;
        this.fetcher = fetcher;
        this.ceilings = ceilings;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int fetches = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        try (LocalServers servers = LocalServers.start(Server.POSTGRES, Server.KAFKA, Server.REGISTRY);
                BenchApi api = new BenchApi();
                FetcherProcess fetcher =
                        FetcherProcess.start(environment(servers, api), "-Xmx512m", "-XX:TieredStopAtLevel=4");
                Ceilings ceilings = new Ceilings(servers.environment())) {
            new FetchBench(api, fetcher, ceilings).run(rounds, fetches);
        }
        System.exit(0);
    }

    private void run(int rounds, int fetches) throws Exception {
        System.out.printf(
                "%d entities x %d hourly values a fetch, %d fetches a round, %d at once%n",
                ENTITIES, Workload.HOURS, fetches, AT_ONCE);
        round(fetches);
        System.out.printf(
                "%-8s %14s %14s %14s %8s %10s%n", "round", "fetch /s", "COPY /s", "producer /s", "ratio", "RSS MB");
        Totals totals = new Totals();
        for (int i = 1; i <= rounds; i++) {
            Totals round = round(fetches);
            totals.add(round);
            print(Integer.toString(i), round);
        }
        print("all", totals);
        small();
        System.out.printf("ratio=%.3f%n", totals.ratio());
    }

    private void print(String name, Totals totals) throws IOException {
        System.out.printf(
                "%-8s %14.0f %14.0f %14.0f %8.2f %10d%n",
                name, totals.fetchRate(), totals.copyRate(), totals.produceRate(), totals.ratio(), residentMegabytes());
    }

    private Totals round(int fetches) throws Exception {
        List<Workload> workloads = new ArrayList<>();
        api.forget();
        for (int i = 0; i < fetches; i++) {
            Workload workload =
                    new Workload(ENTITIES, ENTITIES_PER_REQUEST, FIRST_WEEK.plus(Duration.ofDays(7L * (week++ % 100))));
            serve(workload);
            workloads.add(workload);
        }
        Totals totals = new Totals();
        ceilings.truncate();
        totals.fetch = timed(() -> fetchAll(workloads));
        totals.readings = ceilings.count("SELECT count(*) FROM reading");
        ceilings.truncate();
        for (Workload workload : workloads) {
            totals.copy = totals.copy.plus(ceilings.copy(workload, SOURCE));
            totals.produce = totals.produce.plus(ceilings.produce(workload, SOURCE));
        }
        long expected = (long) fetches * ENTITIES * Workload.HOURS;
        if (totals.readings != expected) {
            throw new IllegalStateException("Expected " + expected + " readings, kept " + totals.readings);
        }
        return totals;
    }

    private void serve(Workload workload) {
        for (int first = 0; first < ENTITIES; first += ENTITIES_PER_REQUEST) {
            String names = IntStream.range(first, first + ENTITIES_PER_REQUEST)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(","));
            api.serves("n=" + names + "&from=" + workload.start().getEpochSecond(), workload.body(first));
        }
    }

    /** Until every fetch has answered and the outbox is empty: committed and acknowledged. */
    private void fetchAll(List<Workload> workloads) throws Exception {
        put(
                AT_ONCE,
                workloads.stream()
                        .map(workload -> request(
                                SOURCE, "bench-" + workload.start() + "-" + System.nanoTime(), workload.start()))
                        .toList());
        awaitPublished();
    }

    private void small() throws Exception {
        ceilings.truncate();
        List<HttpRequest> requests = IntStream.range(0, SMALL_FETCHES)
                .mapToObj(i -> request("small", "small-" + i, FIRST_WEEK.plusSeconds(i)))
                .toList();
        for (int i = 0; i < SMALL_FETCHES; i++) {
            long from = FIRST_WEEK.plusSeconds(i).getEpochSecond();
            String body = "[{\"t\":\"%s\",\"v\":1.5}]".formatted(Instant.ofEpochSecond(from));
            api.serves("from=" + from, body.getBytes(StandardCharsets.UTF_8));
        }
        Duration took = timed(() -> {
            put(SMALL_AT_ONCE, requests);
            awaitPublished();
        });
        System.out.printf(
                "small responses: %.0f fetches/s of one reading each, %d at once%n",
                SMALL_FETCHES / seconds(took), SMALL_AT_ONCE);
    }

    private void put(int atOnce, List<HttpRequest> requests) throws InterruptedException {
        Semaphore places = new Semaphore(atOnce);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (HttpRequest request : requests) {
            places.acquire();
            answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> places.release()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            if (answer.join().statusCode() != 200) {
                throw new IllegalStateException(answer.join().body());
            }
        }
    }

    private HttpRequest request(String source, String id, Instant start) {
        String credentials = Servers.OPERATOR + ":" + Servers.PASSWORD;
        String body = "{\"dataIntervalStart\": \"%s\", \"dataIntervalEnd\": \"%s\"}"
                .formatted(start, start.plus(Duration.ofDays(7)));
        return HttpRequest.newBuilder(
                        URI.create(fetcher.url() + "/sources/" + source + "/fetches/" + id.replace(":", "-")))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private void awaitPublished() throws SQLException, InterruptedException {
        while (ceilings.count("SELECT count(*) FROM outbox") > 0) {
            Thread.sleep(5);
        }
    }

    private long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(fetcher.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static Map<String, String> environment(LocalServers servers, BenchApi api) throws IOException {
        Map<String, String> environment = new HashMap<>(servers.environment());
        environment.put("API", api.url());
        environment.put("TIDELINE_USERS_FILE", Servers.users().toString());
        environment.put("TIDELINE_SOURCES_FILE", sources().toString());
        return environment;
    }

    private static Path sources() throws IOException {
        String entities = IntStream.range(0, ENTITIES)
                .mapToObj(i -> "{name: " + Workload.entity(i) + ", number: " + i + "}")
                .collect(Collectors.joining(", "));
        String text = """
                sources:
                  bench:
                    url: ${API}/?n={numbers}&from={fromEpoch}
                    allowPrivateAddresses: true
                    entities: [%s]
                    limits: {entitiesPerRequest: %d, parallel: 2, perSecond: 1000, maxBytes: 64000000}
                    mapping:
                      arrays: /hourly
                      time: {at: time, offsetAt: /utc_offset_seconds}
                      metrics: {temperature: {value: temperature_2m, unitAt: /hourly_units/temperature_2m}}
                  small:
                    url: ${API}/?from={fromEpoch}
                    allowPrivateAddresses: true
                    entities: [{name: one}]
                    limits: {parallel: 8, perSecond: 100000}
                    mapping: {records: /, time: t, metrics: {temperature: {value: v, unit: Cel}}}
                """.formatted(entities, ENTITIES_PER_REQUEST);
        Path file = Files.createTempFile("bench-sources", ".yaml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, text);
    }

    private static Duration timed(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static final class Totals {
        private long readings;
        private Duration fetch = Duration.ZERO;
        private Duration copy = Duration.ZERO;
        private Duration produce = Duration.ZERO;

        void add(Totals other) {
            readings += other.readings;
            fetch = fetch.plus(other.fetch);
            copy = copy.plus(other.copy);
            produce = produce.plus(other.produce);
        }

        double fetchRate() {
            return readings / seconds(fetch);
        }

        double copyRate() {
            return readings / seconds(copy);
        }

        double produceRate() {
            return readings / seconds(produce);
        }

        double ratio() {
            return fetchRate() / Math.min(copyRate(), produceRate());
        }
    }
}
