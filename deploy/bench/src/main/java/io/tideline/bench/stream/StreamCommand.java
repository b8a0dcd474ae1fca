package io.tideline.bench.stream;

import io.tideline.avro.Reading;
import io.tideline.bench.pipeline.BenchStack;
import io.tideline.local.StackOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many readings a second the job takes from Kafka to Cassandra with all its queries on, beside the same rows written by the bare driver at the same consistency;
 * and how that changes with the number of rules and of series. A query has taken a reading when it has committed its offset, which it does when the rows are written.
 */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = "Readings per second from Kafka to Cassandra with all queries on, beside bare driver writes.")
public final class StreamCommand implements Callable<Integer> {
    private static final List<String> QUERIES = List.of("series", "windows", "alerts");
    private static final List<Shape> SHAPES =
            List.of(new Shape(10, 1000), new Shape(100, 1000), new Shape(1000, 1000), new Shape(10, 100_000));
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int WARM_UP = 40_000;
    /** As many rows as Cassandra and the driver take to become as fast as they get: its compiler needs some of them. */
    private static final int DRIVER_WARM_UP = 300_000;

    private static final int FEWEST = 20_000;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            description = "About how long the job is to be busy for each line of the table. Default: ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--one", description = "Only the first line: 10 rules, 1,000 series.")
    private boolean one;

    @Option(names = "--job", paramLabel = "NAME=VALUE", description = "Another Spark property for the job.")
    private Map<String, String> job = Map.of();

    @Override
    public Integer call() throws Exception {
        try (BenchStack stack = BenchStack.start(this::choose)) {
            Shape warmUp = SHAPES.get(0);
            double[] warm = new double[QUERIES.size()];
            for (int i = 0; i < 2; i++) {
                warmUp.writeRules(stack);
                warm = stream(stack, warmUp, "bench-warm-" + i, WARM_UP);
            }
            new Ceiling(stack.cassandra()).write(warmUp.readings("bench-warm-driver", DRIVER_WARM_UP));
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
        return options.with(StackOptions.Choice.INFRA).withJob(job);
    }

    private static double slowest(double[] seconds) {
        return Arrays.stream(seconds).max().orElseThrow();
    }

    private static Throughput measure(BenchStack stack, Shape shape, int count) throws Exception {
        shape.writeRules(stack);
        String source = "bench-" + shape.rules() + "-" + shape.series();
        double driver = count / new Ceiling(stack.cassandra()).write(shape.readings(source + "-driver", count));
        double[] seconds = stream(stack, shape, source, count);
        shape.requireRows(stack, source, count);
        Throughput result =
                new Throughput(shape, count, driver, count / seconds[0], count / seconds[1], count / seconds[2]);
        System.err.println(result.row());
        return result;
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

    private void print(List<Throughput> results) {
        System.out.printf("readings per second; each line keeps the job busy for about %s%n%n", duration);
        System.out.println(Throughput.HEAD);
        results.forEach(result -> System.out.println(result.row()));
        System.out.printf("%n%s%n", results.get(0).result());
    }
}
