package io.tideline.spark.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.tideline.avro.Reading;
import io.tideline.spark.output.Envelope;
import io.tideline.spark.output.RegisteredSchemas;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The running pipeline as the environment names it. */
final class Stack implements AutoCloseable {

    private final String brokers = variable("KAFKA_BOOTSTRAP_SERVERS");
    private final CqlSession cassandra = connect(variable("TIDELINE_CASSANDRA_CONTACT_POINTS"));
    private final Admin kafka = Admin.create(Map.of("bootstrap.servers", brokers));
    private final KafkaProducer<byte[], byte[]> producer;
    private final Envelope envelope;

    Stack() throws IOException, InterruptedException {
        URI registry = URI.create(variable("TIDELINE_REGISTRY_URL"));
        envelope = new Envelope(new RegisteredSchemas(registry).contentId("readings", Reading.getClassSchema()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "linger.ms", 0, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    String brokers() {
        return brokers;
    }

    CqlSession cassandra() {
        return cassandra;
    }

    Future<RecordMetadata> send(Reading reading) {
        byte[] key = (reading.getSource() + '/' + reading.getEntity() + '/' + reading.getMetric())
                .getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>("readings", key, envelope.wrap(reading)));
    }

    void flush() {
        producer.flush();
    }

    /** Where the topic {@code readings} ends now. */
    Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
        int partitions = Optional.ofNullable(kafka.describeTopics(List.of("readings"))
                        .allTopicNames()
                        .get()
                        .get("readings"))
                .orElseThrow()
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            wanted.put(new TopicPartition("readings", partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        kafka.listOffsets(wanted).all().get().forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /** Whether a query has read up to these offsets, by the group that it commits to. */
    boolean hasRead(String query, Map<TopicPartition, Long> ends) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = kafka.listConsumerGroupOffsets("tideline-" + query)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
        });
    }

    /** Adds a rule for the time of the measurement; its id begins with {@code bench-}. */
    void addRule(String id, String series, String condition) {
        String definition = "{\"id\":\"" + id + "\",\"name\":\"Bench\",\"severity\":\"INFO\",\"series\":" + series
                + ",\"condition\":" + condition + ",\"message\":\"{entity} is {value}\"}";
        cassandra.execute(
                "INSERT INTO tideline.rule (bucket, rule_id, version, definition, deleted, changed_at, changed_by) VALUES (0, ?, 1, ?, false, ?, 'bench')",
                id,
                definition,
                Instant.now());
    }

    void removeRules() {
        cassandra.execute("SELECT rule_id FROM tideline.rule WHERE bucket = 0").all().stream()
                .map(row -> row.getString("rule_id"))
                .filter(id -> id != null && id.startsWith("bench-"))
                .forEach(id -> cassandra.execute("DELETE FROM tideline.rule WHERE bucket = 0 AND rule_id = ?", id));
    }

    @Override
    public void close() {
        removeRules();
        producer.close();
        kafka.close();
        cassandra.close();
    }

    private static CqlSession connect(String address) {
        String[] parts = address.split(",", 2)[0].split(":", 2);
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])))
                .withLocalDatacenter(Optional.ofNullable(System.getenv("TIDELINE_CASSANDRA_DATACENTER"))
                        .orElse("datacenter1"))
                // As the connector of the job writes.
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withString(
                                DefaultDriverOption.REQUEST_CONSISTENCY, DefaultConsistencyLevel.LOCAL_QUORUM.name())
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                        .build())
                .build();
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalStateException(
                        "The environment has no " + name + ": run this through ./tideline bench"));
    }
}
