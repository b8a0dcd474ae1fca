package io.tideline.bench.stream;

import io.tideline.avro.Reading;
import io.tideline.bench.pipeline.BenchStack;
import io.tideline.local.StackOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many readings a second the job takes from Kafka to Cassandra with all its queries on, beside the same rows of the table {@code reading} written by the bare
 * driver at the same consistency; and how that changes with the number of rules and of series. A query has taken a reading when it has committed its offset, which it
 * does when the rows are written.
 */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = "Readings per second from Kafka to Cassandra with all queries on, beside bare driver writes.")
public final class StreamCommand implements Callable<Integer> {
    private static final List<String> QUERIES = List.of("series", "windows", "alerts");
    private static final List<Shape> SHAPES =
            List.of(new Shape(10, 1000), new Shape(100, 1000), new Shape(1000, 1000), new Shape(10, 100_000));
    private static final Duration RULES_TAKE_EFFECT = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int WARM_UP = 40_000;
    private static final String ROWS = """
            SELECT count(*) FROM tideline.reading WHERE source = ? AND entity = 's-0' AND metric = 'temperature' AND day = ?
            """;
    private static final int FEWEST = 20_000;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            description = "About how long the job is to be busy for each line of the table. Default: ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ofSeconds(15);

    @Option(names = "--one", description = "Only the first line: 10 rules, 1,000 series.")
    private boolean one;

    @Option(names = "--job", paramLabel = "NAME=VALUE", description = "Another Spark property for the job.")
    private Map<String, String> job = Map.of();

    @Override
    public Integer call() throws Exception {
        try (BenchStack stack = BenchStack.start(this::choose)) {
            double[] warm = new double[QUERIES.size()];
            for (int i = 0; i < 2; i++) {
                rules(stack, 10);
                warm = stream(stack, new Shape(10, 1000), "bench-warm-" + i, WARM_UP);
            }
            int count = (int) Math.max(FEWEST, WARM_UP / slowest(warm) * duration.toSeconds());
            List<Throughput> results = new ArrayList<>();
            for (Shape shape : one ? SHAPES.subList(0, 1) : SHAPES) {
                results.add(measure(stack, shape, Math.max(count, shape.series())));
            }
            print(results);
        }
        return 0;
    }

    private StackOptions choose(StackOptions options) {
        StackOptions chosen = options.with(StackOptions.Choice.INFRA);
        for (Map.Entry<String, String> property : job.entrySet()) {
            chosen = chosen.withJob(property.getKey(), property.getValue());
        }
        return chosen;
    }

    private static double slowest(double[] seconds) {
        return Arrays.stream(seconds).max().orElseThrow();
    }

    private static Throughput measure(BenchStack stack, Shape shape, int count) throws Exception {
        rules(stack, shape.rules());
        String source = "bench-" + shape.rules() + "-" + shape.series();
        double driver = count / new Ceiling(stack.cassandra()).write(shape.readings(source + "-driver", count));
        double[] seconds = stream(stack, shape, source, count);
        requireRows(stack, shape, source, count);
        Throughput result =
                new Throughput(shape, count, driver, count / seconds[0], count / seconds[1], count / seconds[2]);
        System.err.println(result.row());
        return result;
    }

    /** Each rule selects one series in a hundred. */
    private static void rules(BenchStack stack, int count) {
        stack.removeRules();
        for (int i = 0; i < count; i++) {
            stack.addRule(
                    "bench-" + i,
                    "{\"source\":\"bench-*\",\"entity\":\"*-" + i % 100 + "\"}",
                    "{\"kind\":\"threshold\",\"above\":" + (50 + i % 10) + ",\"unit\":\"Cel\"}");
        }
        LockSupport.parkNanos(RULES_TAKE_EFFECT.toNanos());
    }

    /** Seconds until each query has taken all, in the order of {@link #QUERIES}. */
    private static double[] stream(BenchStack stack, Shape shape, String source, int count) throws Exception {
        long start = System.nanoTime();
        for (Reading reading : shape.readings(source, count)) {
            Future<RecordMetadata> unused = stack.send(reading);
        }
        stack.flush();
        Map<TopicPartition, Long> ends = stack.ends();
        double[] seconds = new double[QUERIES.size()];
        Set<String> busy = new HashSet<>(QUERIES);
        while (!busy.isEmpty()) {
            for (String query : QUERIES) {
                if (busy.contains(query) && stack.hasRead(query, ends)) {
                    seconds[QUERIES.indexOf(query)] = (System.nanoTime() - start) / 1e9;
                    busy.remove(query);
                }
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "after " + PATIENCE.toMinutes() + " minutes these queries have not read all: " + busy);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return seconds;
    }

    /** A fast job that loses rows is none: the first series has a row for each of its readings. */
    private static void requireRows(BenchStack stack, Shape shape, String source, int count) {
        int expected = (count + shape.series() - 1) / shape.series();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        long rows = Stream.of(today.minusDays(1), today)
                .mapToLong(day ->
                        stack.cassandra().execute(ROWS, source, day).one().getLong(0))
                .sum();
        if (rows != expected) {
            throw new IllegalStateException("the first series of " + source + " has " + rows + " rows, not " + expected
                    + ": the job lost some");
        }
    }

    private void print(List<Throughput> results) {
        System.out.printf("readings per second; each line keeps the job busy for about %s%n%n", duration);
        System.out.println(Throughput.HEAD);
        results.forEach(result -> System.out.println(result.row()));
        System.out.printf("%n%s%n", results.get(0).result());
    }
}
