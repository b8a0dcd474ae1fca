package io.tideline.spark.bench;

import io.tideline.avro.AlertEvent;
import io.tideline.avro.Flag;
import io.tideline.avro.Reading;
import io.tideline.spark.input.RegistrySchemas;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * From fetchedAt to the topics {@code flags} and {@code alerts}, at 100 readings a second, beside the same readings produced and consumed without anything between.
 * Each of 100 series turns hot or cool with every reading: so every reading is a step of an alert, and every other one a flag.
 */
public final class LatencyBench {

    private static final int READINGS_PER_SECOND = 100;
    private static final int SERIES = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private LatencyBench() {}

    /** @param arguments how long to measure, for example PT5M, which is the default */
    public static void main(String[] arguments) throws Exception {
        Duration measured = arguments.length == 0 ? Duration.ofMinutes(5) : Duration.parse(arguments[0]);
        try (Stack stack = new Stack()) {
            String source = "bench-latency-" + Instant.now().toEpochMilli();
            stack.addRule(
                    "bench-latency",
                    "{\"source\":\"" + source + "\"}",
                    "{\"kind\":\"threshold\",\"above\":30,\"unit\":\"Cel\"}");
            LockSupport.parkNanos(Duration.ofSeconds(6).toNanos());
            RegistrySchemas schemas = new RegistrySchemas(URI.create(registry()));
            Instant from = Instant.now().plus(WARM_UP);
            try (DelayMeter<Reading> plain = new DelayMeter<>(
                            stack.brokers(),
                            "readings",
                            Reading.getClassSchema(),
                            schemas,
                            reading -> reading.getSource().equals(source)
                                    ? fetchedSince(from, reading.getFetchedAt())
                                    : Optional.empty());
                    DelayMeter<Flag> flags = new DelayMeter<>(
                            stack.brokers(),
                            "flags",
                            Flag.getClassSchema(),
                            schemas,
                            flag -> flag.getRuleId().equals("bench-latency")
                                    ? fetchedSince(from, flag.getFetchedAt())
                                    : Optional.empty());
                    DelayMeter<AlertEvent> alerts = new DelayMeter<>(
                            stack.brokers(),
                            "alerts",
                            AlertEvent.getClassSchema(),
                            schemas,
                            event -> event.getRuleId().equals("bench-latency")
                                    ? fetchedSince(from, event.getFetchedAt())
                                    : Optional.empty())) {
                send(stack, source, WARM_UP.plus(measured));
                LockSupport.parkNanos(QUIET.toNanos());
                print(measured, plain.delays(), flags.delays(), alerts.delays());
            }
        }
        System.exit(0);
    }

    private static Optional<Instant> fetchedSince(Instant from, @Nullable Instant fetchedAt) {
        return Optional.ofNullable(fetchedAt).filter(at -> at.isAfter(from));
    }

    private static void send(Stack stack, String source, Duration duration) throws Exception {
        long pause = TimeUnit.SECONDS.toNanos(1) / READINGS_PER_SECOND;
        long start = System.nanoTime();
        long count = duration.toSeconds() * READINGS_PER_SECOND;
        for (long i = 0; i < count; i++) {
            LockSupport.parkNanos(start + i * pause - System.nanoTime());
            boolean isHot = (i / SERIES) % 2 == 0;
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Future<RecordMetadata> unused = stack.send(reading(source, "s" + i % SERIES, isHot ? 40 : 20, now));
        }
        stack.flush();
    }

    static Reading reading(String source, String entity, double value, Instant at) {
        return Reading.newBuilder()
                .setSource(source)
                .setEntity(entity)
                .setMetric("temperature")
                .setValue(value)
                .setUnit("Cel")
                .setObservedAt(at)
                .setFetchedAt(at)
                .setFetchId("bench")
                .setRevision(0)
                .build();
    }

    private static void print(Duration measured, Delays plain, Delays flags, Delays alerts) {
        System.out.printf(
                "%d readings/s for %s; milliseconds from fetchedAt until a consumer has it%n%n",
                READINGS_PER_SECOND, measured);
        System.out.printf("%-34s %9s %9s %9s %9s %9s%n", "", "count", "p50", "p90", "p99", "max");
        System.out.println(plain.row("readings: produce to consume"));
        System.out.println(flags.row("flags: real-time mode"));
        System.out.println(alerts.row("alerts: stateful"));
        System.out.printf(
                "%nplain_p50_ms=%d plain_p99_ms=%d flag_p50_ms=%d flag_p99_ms=%d flag_max_ms=%d alert_p50_ms=%d alert_p99_ms=%d alert_max_ms=%d%n",
                plain.percentile(0.5),
                plain.percentile(0.99),
                flags.percentile(0.5),
                flags.percentile(0.99),
                flags.percentile(1),
                alerts.percentile(0.5),
                alerts.percentile(0.99),
                alerts.percentile(1));
    }

    private static String registry() {
        return Optional.ofNullable(System.getenv("TIDELINE_REGISTRY_URL")).orElseThrow();
    }
}
