package io.tideline.e2e;

import static java.util.Objects.requireNonNull;

import io.tideline.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything that is in a topic now, decoded as any foreign consumer would: by the schema that the registry holds under
 * the id in the record, and not by a class of this project.
 */
final class PublishedReadings {

    private final String brokers;
    private final URI registry;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    PublishedReadings(String brokers, URI registry) {
        this.brokers = brokers;
        this.registry = registry;
    }

    static PublishedReadings of(LocalStack stack) {
        return new PublishedReadings(
                requireNonNull(stack.environment().get("KAFKA_BOOTSTRAP_SERVERS")),
                URI.create(requireNonNull(stack.environment().get("TIDELINE_REGISTRY_URL"))));
    }

    /** Every reading, as often as it was published. */
    List<Row> readings() {
        return all("readings").stream()
                .map(found -> new Row(
                        found.get("source") + "/" + found.get("entity") + "/" + found.get("metric"),
                        Instant.ofEpochMilli((Long) found.get("observedAt")),
                        (Double) found.get("value")))
                .toList();
    }

    /** All records of the topic, in order within each partition. */
    List<GenericRecord> all(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<GenericRecord> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(found -> records.add(decoded(found)));
            }
            return records;
        }
    }

    private GenericRecord decoded(ConsumerRecord<byte[], byte[]> found) {
        ByteBuffer value = ByteBuffer.wrap(found.value());
        if (value.get() != 0) {
            throw new IllegalStateException("No schema id in the record at " + found.topic() + "-" + found.partition()
                    + " offset " + found.offset());
        }
        Schema schema = schemas.computeIfAbsent(value.getInt(), this::registered);
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(found.value(), value.position(), value.remaining(), null));
        } catch (IOException e) {
            throw new UncheckedIOException("Offset " + found.offset() + " of " + found.topic(), e);
        }
    }

    private Schema registered(int contentId) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/ids/contentIds/" + contentId))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The registry knows no schema " + contentId + ": " + answer.body());
            }
            return new SchemaParser().parse(answer.body()).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
