package io.tideline.spark.bench;

import io.tideline.spark.input.AvroFormat;
import io.tideline.spark.input.Decoded;
import io.tideline.spark.input.WriterSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from now on, and measures how old each message is when it comes. */
final class DelayMeter<T extends SpecificRecord> implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroFormat<T> format;
    private final Function<T, Optional<Instant>> born;
    private final Delays delays = new Delays();
    private final Thread thread;

    /** @param born when a message was born; empty for one that does not count */
    DelayMeter(
            String brokers, String topic, Schema schema, WriterSchemas schemas, Function<T, Optional<Instant>> born) {
        this.format = new AvroFormat<>(schema, schemas);
        this.born = born;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "fetch.max.wait.ms", 100),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = new Thread(this::read, "delay-meter-" + topic);
        thread.start();
    }

    Delays delays() {
        return delays;
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    measure(record, System.currentTimeMillis());
                }
            }
        } catch (WakeupException e) {
            consumer.close();
        }
    }

    private void measure(ConsumerRecord<byte[], byte[]> record, long now) {
        try {
            if (format.decode(record.value()) instanceof Decoded.Accepted<T> accepted) {
                born.apply(accepted.message()).ifPresent(at -> delays.add(now - at.toEpochMilli()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
