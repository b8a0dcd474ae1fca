package io.tideline.bench.stream;

import io.tideline.avro.Reading;
import io.tideline.bench.Result;
import io.tideline.bench.pipeline.BenchStack;
import io.tideline.local.StackOptions.Choice;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How the job takes what gathered while it was down: for how long it is busy, and how much memory it holds meanwhile. No row may be missing afterwards. */
@Command(
        name = "backlog",
        mixinStandardHelpOptions = true,
        description = "Time and memory that the job needs for readings that gathered while it was down.")
public final class BacklogCommand implements Callable<Integer> {
    private static final String JOB = "spark-job";
    private static final List<String> PARTS = List.of(JOB, "spark-worker-1", "spark-worker-2");
    private static final List<String> QUERIES = List.of("series", "windows", "alerts");
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration BETWEEN_GLANCES = Duration.ofMillis(500);

    @Option(names = "--readings", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int count = 1_000_000;

    @Option(names = "--series", paramLabel = "N", description = "Of how many series. Default: ${DEFAULT-VALUE}.")
    private int series = 1_000;

    @Override
    public Integer call() throws Exception {
        try (BenchStack stack = BenchStack.start(options -> options.with(Choice.INFRA))) {
            measure(stack, new Shape(10, series));
        }
        return 0;
    }

    private void measure(BenchStack stack, Shape shape) throws Exception {
        String source = "bench-backlog";
        shape.writeRules(stack);
        stack.stop(JOB);
        for (Reading reading : shape.readings(source, count)) {
            Future<RecordMetadata> unused = stack.send(reading);
        }
        stack.flush();
        Map<TopicPartition, Long> ends = stack.ends();
        Map<String, Long> peaks = new LinkedHashMap<>();
        long start = System.nanoTime();
        stack.start(JOB);
        double ready = secondsSince(start);
        while (!hasReadAll(stack, ends)) {
            if (secondsSince(start) > PATIENCE.toSeconds()) {
                throw new IllegalStateException(
                        "after " + PATIENCE.toMinutes() + " minutes the job has not read all: its log tells why");
            }
            PARTS.forEach(part -> peaks.merge(part, stack.residentBytes(part), Math::max));
            LockSupport.parkNanos(BETWEEN_GLANCES.toNanos());
        }
        print(ready, secondsSince(start), peaks);
        shape.requireRows(stack, source, count);
    }

    private static boolean hasReadAll(BenchStack stack, Map<TopicPartition, Long> ends) throws Exception {
        for (String query : QUERIES) {
            if (!stack.hasRead(query, ends)) return false;
        }
        return true;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void print(double ready, double seconds, Map<String, Long> peaks) {
        System.out.printf("%d readings of %d series, sent while the job was down%n%n", count, series);
        System.out.printf("%-40s %10.1f s%n", "the job ready after its start", ready);
        System.out.printf("%-40s %10.1f s%n", "all read by all its queries", seconds);
        peaks.forEach((part, peak) -> System.out.printf("%-40s %10d MB%n", "most memory of " + part, peak / (1 << 20)));
        Result result = new Result()
                .with("readings_per_second", count / seconds)
                .with("seconds", seconds)
                .with(
                        "peak_mb",
                        peaks.values().stream().mapToLong(Long::longValue).sum() / (1 << 20));
        System.out.printf("%n%s%n", result);
    }
}
