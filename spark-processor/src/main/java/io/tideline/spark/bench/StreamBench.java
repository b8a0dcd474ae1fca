package io.tideline.spark.bench;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.tideline.avro.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many readings a second the job takes from Kafka to Cassandra with all its queries on, beside the same rows of the table {@code reading} written by the bare
 * driver at the same consistency; and how that changes with the number of rules and of series.
 */
public final class StreamBench {

    private static final List<String> QUERIES = List.of("series", "windows", "alerts");
    private static final int IN_FLIGHT = 256;
    private static final Duration RULES_TAKE_EFFECT = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private record Shape(int rules, int series) {}

    /** Readings per second: of the bare driver, and of each query. */
    private record Result(Shape shape, double driver, double series, double windows, double alerts) {

        double ratio() {
            return series / driver;
        }

        double slowest() {
            return Math.min(series, Math.min(windows, alerts));
        }
    }

    private final Stack stack;

    private StreamBench(Stack stack) {
        this.stack = stack;
    }

    /** @param arguments number of readings for each row of the table, 200000 if none is given */
    public static void main(String[] arguments) throws Exception {
        int readings = arguments.length == 0 ? 200_000 : Integer.parseInt(arguments[0]);
        List<Shape> shapes =
                List.of(new Shape(10, 1000), new Shape(100, 1000), new Shape(1000, 1000), new Shape(10, 100_000));
        try (Stack stack = new Stack()) {
            StreamBench bench = new StreamBench(stack);
            bench.measure(new Shape(10, 100), readings / 4);
            List<Result> results = new ArrayList<>();
            for (Shape shape : shapes) {
                results.add(bench.measure(shape, readings));
            }
            print(results, readings);
        }
        System.exit(0);
    }

    private Result measure(Shape shape, int count) throws Exception {
        rules(shape.rules());
        String source = "bench-stream-" + Instant.now().toEpochMilli();
        double driver = count / writeWithDriver(source + "-driver", shape.series(), count);
        double[] seconds = stream(source, shape.series(), count);
        return new Result(shape, driver, count / seconds[0], count / seconds[1], count / seconds[2]);
    }

    /** Each rule selects one series in a hundred. */
    private void rules(int count) {
        stack.removeRules();
        for (int i = 0; i < count; i++) {
            stack.addRule(
                    "bench-" + i,
                    "{\"source\":\"bench-stream-*\",\"entity\":\"*-" + i % 100 + "\"}",
                    "{\"kind\":\"threshold\",\"above\":" + (50 + i % 10) + ",\"unit\":\"Cel\"}");
        }
        LockSupport.parkNanos(RULES_TAKE_EFFECT.toNanos());
    }

    /** Seconds until each query has read all, in the order of {@link #QUERIES}. */
    private double[] stream(String source, int series, int count) throws Exception {
        long start = System.nanoTime();
        for (Reading reading : (Iterable<Reading>) readings(source, series, count)::iterator) {
            Future<RecordMetadata> unused = stack.send(reading);
        }
        stack.flush();
        Map<TopicPartition, Long> ends = stack.ends();
        double[] seconds = new double[QUERIES.size()];
        Arrays.fill(seconds, (double) PATIENCE.toSeconds());
        Set<String> reading = new HashSet<>(QUERIES);
        while (!reading.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
            for (String query : QUERIES) {
                if (reading.contains(query) && stack.hasRead(query, ends)) {
                    seconds[QUERIES.indexOf(query)] = (System.nanoTime() - start) / 1e9;
                    reading.remove(query);
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return seconds;
    }

    private double writeWithDriver(String source, int series, int count) throws InterruptedException {
        PreparedStatement insert = stack.cassandra()
                .prepare(
                        "INSERT INTO tideline.reading (source, entity, metric, day, observed_at, value, unit, fetched_at, revision)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        Semaphore places = new Semaphore(IN_FLIGHT);
        long start = System.nanoTime();
        for (Reading reading : (Iterable<Reading>) readings(source, series, count)::iterator) {
            places.acquire();
            CompletionStage<?> unused = stack.cassandra()
                    .executeAsync(insert.bind(
                            reading.getSource(),
                            reading.getEntity(),
                            reading.getMetric(),
                            reading.getObservedAt().atZone(ZoneOffset.UTC).toLocalDate(),
                            reading.getObservedAt(),
                            reading.getValue(),
                            reading.getUnit(),
                            reading.getFetchedAt(),
                            reading.getRevision()))
                    .whenComplete((done, failure) -> places.release());
        }
        places.acquire(IN_FLIGHT);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Round after round over all series, ten seconds apart, the last one now. */
    private static Stream<Reading> readings(String source, int series, int count) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        int rounds = (count + series - 1) / series;
        return IntStream.range(0, count)
                .mapToObj(i -> LatencyBench.reading(
                        source,
                        "s-" + i % series,
                        20 + (i / series) % 40,
                        now.minusSeconds(10L * (rounds - i / series))));
    }

    private static void print(List<Result> results, int readings) {
        System.out.printf("%,d readings a row; readings per second%n%n", readings);
        System.out.printf(
                "%7s %9s %12s %10s %10s %10s %8s%n",
                "rules", "series", "bare driver", "series", "windows", "alerts", "ratio");
        for (Result result : results) {
            System.out.printf(
                    "%7d %9d %12.0f %10.0f %10.0f %10.0f %8.2f%n",
                    result.shape().rules(),
                    result.shape().series(),
                    result.driver(),
                    result.series(),
                    result.windows(),
                    result.alerts(),
                    result.ratio());
        }
        Result first = results.get(0);
        System.out.printf(
                "%nratio=%.2f readings_per_second=%.0f all_queries_per_second=%.0f driver_per_second=%.0f%n",
                first.ratio(), first.series(), first.slowest(), first.driver());
    }
}
