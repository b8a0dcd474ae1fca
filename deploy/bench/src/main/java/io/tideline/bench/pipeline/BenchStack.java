package io.tideline.bench.pipeline;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.tideline.avro.Reading;
import io.tideline.local.LocalStack;
import io.tideline.local.StackListener;
import io.tideline.local.StackOptions;
import io.tideline.local.status.ResidentMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A pipeline of its own on free ports, and its two ends: readings go in at Kafka, rows come out at Cassandra. */
public final class BenchStack implements AutoCloseable {
    private final Path folder;
    private final LocalStack stack;
    private final Map<String, String> environment;
    private final CqlSession cassandra;
    private final Admin kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Wire<Reading> wire;

    private BenchStack(Path folder, LocalStack stack) throws IOException, InterruptedException {
        this.folder = folder;
        this.stack = stack;
        this.environment = stack.environment();
        this.cassandra = connect(variable("TIDELINE_CASSANDRA_CONTACT_POINTS"));
        this.kafka = Admin.create(Map.of("bootstrap.servers", brokers()));
        this.wire = Wire.of(registry(), "readings", Reading.getClassSchema());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers(), "linger.ms", 0, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Starts it, which takes about a minute, and returns when all of it is ready. */
    public static BenchStack start(UnaryOperator<StackOptions> choices) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tideline-bench-");
        System.err.println("Starting a pipeline in " + folder + " ...");
        try {
            LocalStack stack = LocalStack.start(choices.apply(StackOptions.in(folder)), StackListener.SILENT);
            return new BenchStack(folder, stack);
        } catch (RuntimeException e) {
            System.err.println("The logs of the parts are in " + folder.resolve("logs"));
            throw e;
        }
    }

    public String brokers() {
        return variable("KAFKA_BOOTSTRAP_SERVERS");
    }

    public URI registry() {
        return URI.create(variable("TIDELINE_REGISTRY_URL"));
    }

    public CqlSession cassandra() {
        return cassandra;
    }

    public Future<RecordMetadata> send(Reading reading) {
        byte[] key = (reading.getSource() + '/' + reading.getEntity() + '/' + reading.getMetric())
                .getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>("readings", key, wire.bytes(reading)));
    }

    /** Stops a part in order, or starts it again and returns when it is ready. */
    public void stop(String part) {
        stack.stop(part);
    }

    public void start(String part) {
        stack.start(part);
    }

    /** Memory of a part's processes, in bytes; 0 while it does not run. */
    public long residentBytes(String part) {
        return stack.parts().stream()
                .filter(running -> running.name().equals(part))
                .flatMap(running -> running.child().stream())
                .flatMap(child -> ProcessHandle.of(child.pid()).stream())
                .mapToLong(ResidentMemory::of)
                .sum();
    }

    public void flush() {
        producer.flush();
    }

    /** Where the topic {@code readings} ends now. */
    public Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        kafka.describeTopics(List.of("readings")).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .forEach(partition ->
                        wanted.put(new TopicPartition("readings", partition.partition()), OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        kafka.listOffsets(wanted).all().get().forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /** Whether a query of the job has read up to these offsets, by the group that it commits to. */
    public boolean hasRead(String query, Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = kafka.listConsumerGroupOffsets("tideline-" + query)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
        });
    }

    /** Adds a rule; series and condition are JSON. The job takes it up within seconds. */
    public void addRule(String id, String series, String condition) {
        String definition = "{\"id\":\"" + id + "\",\"name\":\"Bench\",\"severity\":\"INFO\",\"series\":" + series
                + ",\"condition\":" + condition + ",\"message\":\"{entity} is {value}\"}";
        cassandra.execute(
                "INSERT INTO tideline.rule (bucket, rule_id, version, definition, deleted, changed_at, changed_by)"
                        + " VALUES (0, ?, 1, ?, false, ?, 'bench')",
                id,
                definition,
                Instant.now());
    }

    /** Removes the rules that {@link #addRule} added, and those of a new pipeline. */
    public void removeRules() {
        cassandra.execute("DELETE FROM tideline.rule WHERE bucket = 0");
    }

    @Override
    public void close() throws IOException {
        producer.close(Duration.ofSeconds(2));
        kafka.close(Duration.ofSeconds(2));
        cassandra.close();
        stack.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** As the connector of the job writes. */
    private static CqlSession connect(String address) {
        String[] parts = address.split(":", 2);
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])))
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withString(
                                DefaultDriverOption.REQUEST_CONSISTENCY, DefaultConsistencyLevel.LOCAL_QUORUM.name())
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                        .build())
                .build();
    }

    private String variable(String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }
}
