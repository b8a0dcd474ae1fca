package io.tideline.bench.latency;

import io.tideline.avro.AlertEvent;
import io.tideline.avro.Flag;
import io.tideline.avro.Reading;
import io.tideline.bench.Result;
import io.tideline.bench.pipeline.BenchStack;
import io.tideline.bench.pipeline.Readings;
import io.tideline.local.StackOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From fetchedAt to the topics {@code flags} and {@code alerts} at 100 readings a second, beside the same readings produced and consumed without anything between.
 * Each of 100 series is hot for ten readings and cool for ten, and every second ten of them turn: so each second has ten steps of alerts and fifty flags.
 */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description =
                "How soon a reading becomes a flag and an alert, beside plain Kafka, with the whole stack running.")
public final class LatencyCommand implements Callable<Integer> {
    private static final int READINGS_PER_SECOND = 100;
    private static final int SERIES = 100;
    private static final int TURN = 10;
    /** In Celsius: above the rule of this bench, below the one that is delivered. */
    private static final double HOT = 35;

    private static final double COOL = 20;
    private static final String RULE = "bench-latency";
    private static final String LATER_RULE = "bench-latency-later";
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final Duration RULE_TAKES_EFFECT = Duration.ofSeconds(6);
    private static final Duration QUIET = Duration.ofSeconds(5);

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            description = "How long to measure. Default: ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ofMinutes(2);

    @Option(names = "--warm-up", paramLabel = "DURATION", description = "Before it. Default: ${DEFAULT-VALUE}.")
    private Duration warmUp = Duration.ofMinutes(2);

    @Option(names = "--without-airflow", description = "Leave Airflow out of the stack.")
    private boolean withoutAirflow;

    @Option(names = "--job", paramLabel = "NAME=VALUE", description = "Another Spark property for the job.")
    private Map<String, String> job = Map.of();

    @Override
    public Integer call() throws Exception {
        try (BenchStack stack = BenchStack.start(this::choose)) {
            String source = "bench-latency";
            addRule(stack, RULE, source);
            LockSupport.parkNanos(RULE_TAKES_EFFECT.toNanos());
            Result result = measure(stack, source, Instant.now().plus(warmUp));
            System.out.printf("%n%s%n", changeRules(stack, source, result));
        }
        return 0;
    }

    private StackOptions choose(StackOptions options) {
        StackOptions chosen = options.withJob(job);
        return withoutAirflow ? chosen.with(StackOptions.Choice.WITHOUT_AIRFLOW) : chosen;
    }

    private Result measure(BenchStack stack, String source, Instant from) throws IOException, InterruptedException {
        try (DelayMeter<Reading> plain = new DelayMeter<>(
                        stack,
                        "readings",
                        Reading.getClassSchema(),
                        reading -> since(from, reading.getSource().equals(source), reading.getFetchedAt()));
                DelayMeter<Flag> flags = new DelayMeter<>(
                        stack,
                        "flags",
                        Flag.getClassSchema(),
                        flag -> since(from, flag.getRuleId().equals(RULE), flag.getFetchedAt()));
                DelayMeter<AlertEvent> alerts = new DelayMeter<>(
                        stack,
                        "alerts",
                        AlertEvent.getClassSchema(),
                        event -> since(from, event.getRuleId().equals(RULE), event.getFetchedAt()))) {
            send(stack, source, warmUp.plus(duration));
            LockSupport.parkNanos(QUIET.toNanos());
            return print(plain.delays(), flags.delays(), alerts.delays());
        }
    }

    /** How long after a rule was written its first flag and its first alert come, with readings that break it all the time. */
    private static Result changeRules(BenchStack stack, String source, Result result)
            throws IOException, InterruptedException {
        Instant written = Instant.now();
        try (DelayMeter<Flag> flags = new DelayMeter<>(
                        stack, "flags", Flag.getClassSchema(), flag -> since(written, flag.getRuleId()));
                DelayMeter<AlertEvent> alerts = new DelayMeter<>(
                        stack, "alerts", AlertEvent.getClassSchema(), event -> since(written, event.getRuleId()))) {
            addRule(stack, LATER_RULE, source);
            send(stack, source, LATER);
            LockSupport.parkNanos(QUIET.toNanos());
            System.out.printf(
                    "%na rule that is written takes effect after %d ms on flags, %d ms on alerts%n",
                    flags.delays().percentile(0), alerts.delays().percentile(0));
            return result.with("rule_flag_ms", flags.delays().percentile(0))
                    .with("rule_alert_ms", alerts.delays().percentile(0));
        }
    }

    private static Optional<Instant> since(Instant written, String rule) {
        return rule.equals(LATER_RULE) ? Optional.of(written) : Optional.empty();
    }

    private static void addRule(BenchStack stack, String id, String source) {
        stack.addRule(id, "{\"source\":\"" + source + "\"}", "{\"kind\":\"threshold\",\"above\":30,\"unit\":\"Cel\"}");
    }

    private static Optional<Instant> since(Instant from, boolean counts, @Nullable Instant fetchedAt) {
        return Optional.ofNullable(fetchedAt).filter(at -> counts && at.isAfter(from));
    }

    private static void send(BenchStack stack, String source, Duration howLong) {
        long pause = TimeUnit.SECONDS.toNanos(1) / READINGS_PER_SECOND;
        long start = System.nanoTime();
        long count = howLong.toSeconds() * READINGS_PER_SECOND;
        for (long i = 0; i < count; i++) {
            LockSupport.parkNanos(start + i * pause - System.nanoTime());
            long series = i % SERIES;
            boolean isHot = (i / SERIES + series) / TURN % 2 == 0;
            Future<RecordMetadata> unused =
                    stack.send(Readings.of(source, "s" + series, isHot ? HOT : COOL, Instant.now()));
        }
        stack.flush();
    }

    private Result print(Delays plain, Delays flags, Delays alerts) {
        System.out.printf(
                "%d readings/s for %s; milliseconds from fetchedAt until a consumer has it%n%n",
                READINGS_PER_SECOND, duration);
        System.out.printf("%-34s %9s %9s %9s %9s %9s%n", "", "count", "p50", "p90", "p99", "max");
        System.out.println(plain.row("readings: produce to consume"));
        System.out.println(flags.row("flags: real-time mode"));
        System.out.println(alerts.row("alerts: stateful"));
        return alerts.addTo(flags.addTo(plain.addTo(new Result(), "plain"), "flag"), "alert");
    }
}
