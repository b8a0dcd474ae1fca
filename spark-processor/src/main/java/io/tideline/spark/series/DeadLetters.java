package io.tideline.spark.series;

import io.tideline.spark.job.Brokers;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Row;

/** The topic {@code readings-rejected}: the original key and bytes; where they came from and why they were rejected as headers. */
record DeadLetters(Brokers brokers) implements Serializable {

    private static final String TOPIC = "readings-rejected";
    private static final List<String> HEADERS = List.of("reason", "detail", "topic", "partition", "offset");

    /** Returns when Kafka has them all. */
    void send(List<Row> rejected) {
        Producer<byte[], byte[]> producer = Producers.to(brokers);
        List<Future<RecordMetadata>> sent =
                rejected.stream().map(DeadLetters::record).map(producer::send).toList();
        sent.forEach(DeadLetters::await);
    }

    static ProducerRecord<byte[], byte[]> record(Row rejected) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(TOPIC, rejected.getAs("key"), rejected.getAs("bytes"));
        for (String name : HEADERS) {
            String text = String.valueOf(rejected.<Object>getAs(name));
            letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8));
        }
        return letter;
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a rejected record was sent to " + TOPIC, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "A rejected record cannot be kept in " + TOPIC + ": the batch is tried again", e);
        }
    }

    /** One for each JVM and cluster, for as long as the JVM lives. */
    private static final class Producers {
        private static final Map<Brokers, Producer<byte[], byte[]>> OF_THIS_JVM = new ConcurrentHashMap<>();

        static Producer<byte[], byte[]> to(Brokers brokers) {
            return OF_THIS_JVM.computeIfAbsent(brokers, Producers::open);
        }

        private static Producer<byte[], byte[]> open(Brokers brokers) {
            Map<String, Object> properties = brokers.properties();
            properties.putAll(Map.of("acks", "all", "linger.ms", 5));
            return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
    }
}
