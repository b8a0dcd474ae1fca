package io.tideline.bench.latency;

import io.tideline.bench.pipeline.BenchStack;
import io.tideline.bench.pipeline.Wire;
import java.io.IOException;
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
    private final Wire<T> wire;
    private final Function<T, Optional<Instant>> born;
    private final Delays delays = new Delays();
    private final Thread thread;

    /** @param born when a message was born; empty for one that does not count */
    DelayMeter(BenchStack stack, String topic, Schema schema, Function<T, Optional<Instant>> born)
            throws IOException, InterruptedException {
        this.wire = Wire.of(stack.registry(), topic, schema);
        this.born = born;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.brokers()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    long now = System.currentTimeMillis();
                    born.apply(wire.message(record.value())).ifPresent(at -> delays.add(now - at.toEpochMilli()));
                }
            }
        } catch (WakeupException e) {
            // closed: that was all
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
