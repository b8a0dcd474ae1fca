package io.tideline.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.avro.AlertEvent;
import io.tideline.avro.Flag;
import io.tideline.avro.Reading;
import io.tideline.spark.input.AvroFormat;
import io.tideline.spark.input.Decoded;
import io.tideline.spark.input.RegistrySchemas;
import io.tideline.spark.input.Wire;
import io.tideline.spark.output.Envelope;
import io.tideline.spark.output.RegisteredSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The other end of the topics: sends readings as the fetcher does, and reads what the job wrote. */
final class TestTopics implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> kafka;
    private final URI registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Envelope envelope;

    TestTopics(String brokers, URI registry) throws IOException, InterruptedException {
        this.kafka = Map.of("bootstrap.servers", brokers);
        this.registry = registry;
        this.envelope = new Envelope(new RegisteredSchemas(registry).contentId("readings", Reading.getClassSchema()));
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(Reading reading) {
        String series = reading.getSource() + "/" + reading.getEntity() + "/" + reading.getMetric();
        sendBytes(series, envelope.wrap(reading));
    }

    /** Registers the schema of a producer that is a release ahead, as its deployment would, and sends a reading of it. */
    void sendOfNextRelease(Reading reading) throws IOException, InterruptedException {
        GenericRecord next = Wire.ofNextRelease(reading);
        HttpRequest version = HttpRequest.newBuilder(
                        URI.create(registry + "/groups/default/artifacts/readings-value/versions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of(
                        "content", Map.of("content", next.getSchema().toString(), "contentType", "application/json")))))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(version, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException(answer.statusCode() + ": " + answer.body());
        int contentId = JSON.readTree(answer.body()).path("contentId").intValue();
        sendBytes(reading.getEntity(), new Envelope(contentId).wrap(next));
    }

    void sendBytes(String key, byte[] value) {
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>("readings", key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Tells a step of an alert as the pipeline watch does: in a transaction. */
    void tell(AlertEvent step) {
        inTransaction(step, KafkaProducer::commitTransaction);
    }

    /** Tells a step of an alert and takes it back. */
    void takeBack(AlertEvent step) {
        inTransaction(step, KafkaProducer::abortTransaction);
    }

    private void inTransaction(AlertEvent step, Consumer<KafkaProducer<byte[], byte[]>> end) {
        byte[] series = step.getEntity().getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> watch = new KafkaProducer<>(
                with("transactional.id", "test-watch"), new ByteArraySerializer(), new ByteArraySerializer())) {
            Envelope wrapped =
                    new Envelope(new RegisteredSchemas(registry).contentId("alerts", AlertEvent.getClassSchema()));
            watch.initTransactions();
            watch.beginTransaction();
            Future<RecordMetadata> unused = watch.send(new ProducerRecord<>("alerts", 0, series, wrapped.wrap(step)));
            watch.flush();
            end.accept(watch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void flush() {
        producer.flush();
    }

    List<AlertEvent> alerts() {
        return messages("alerts", AlertEvent.getClassSchema());
    }

    List<Flag> flags() {
        return messages("flags", Flag.getClassSchema());
    }

    private <T extends SpecificRecord> List<T> messages(String topic, Schema schema) {
        AvroFormat<T> format = new AvroFormat<>(schema, new RegistrySchemas(registry));
        List<T> messages = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            messages.add(message(format, record));
        }
        return messages;
    }

    private static <T extends SpecificRecord> T message(AvroFormat<T> format, ConsumerRecord<byte[], byte[]> record) {
        try {
            return ((Decoded.Accepted<T>) format.decode(record.value())).message();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All records of a topic, in order within each partition. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                with("isolation.level", "read_committed"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** How many records of a topic a consumer group has yet to read, by what it has committed. */
    long lag(String group, String topic) {
        try (Admin admin = Admin.create(kafka)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends(topic).entrySet().stream()
                    .mapToLong(end -> {
                        OffsetAndMetadata known = committed.get(end.getKey());
                        return end.getValue() - (known == null ? 0 : known.offset());
                    })
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<TopicPartition, Long> ends(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
        }
    }

    private Map<String, Object> with(String setting, String value) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.put(setting, value);
        return all;
    }

    @Override
    public void close() {
        producer.close();
    }
}
