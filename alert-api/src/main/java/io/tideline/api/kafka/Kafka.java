package io.tideline.api.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes clients of Kafka. A live stream belongs to no consumer group: every replica reads every partition. */
@ApplicationScoped
public class Kafka {

    private static final int SESSION_MILLIS = 10_000;

    private final Map<String, Object> common;
    private final Admin admin;

    /** @param broker Quarkus' own configuration of Kafka: every {@code kafka.NAME}, such as credentials, for every client */
    Kafka(KafkaConfig config, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.common = new HashMap<>(broker);
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        this.admin = Admin.create(with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG, "alert-api",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000)));
    }

    /** Shared by all; it gives up after three seconds. */
    public Admin admin() {
        return admin;
    }

    /** A consumer without a group; the caller assigns its partitions and closes it. */
    public Consumer<String, byte[]> consumer(String clientId, int maxPollRecords) {
        return new KafkaConsumer<>(
                with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        maxPollRecords,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5_000,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * A consumer of a group, which commits itself and begins with what comes; the caller closes it. A member that was killed is
     * known to be gone after ten seconds, and another one goes on with its work.
     */
    public Consumer<String, byte[]> groupConsumer(String clientId, String group) {
        return new KafkaConsumer<>(
                with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        500,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        SESSION_MILLIS)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * A consumer of a group that begins with the oldest record and commits when it is told to; keys stay bytes. The caller closes it. Of two that subscribe to a
     * topic with one partition, one gets it, and the other waits: what the first one has not committed in time, it can commit no more.
     */
    public Consumer<byte[], byte[]> soleConsumer(String clientId, String group) {
        return new KafkaConsumer<>(
                with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        200,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** As {@link #producer}, with keys that are any bytes. */
    public Producer<byte[], byte[]> byteProducer(String clientId) {
        return new KafkaProducer<>(
                with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        30_000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A producer whose records are on every replica when they are acknowledged; the caller closes it. */
    public Producer<String, byte[]> producer(String clientId) {
        return new KafkaProducer<>(
                with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG, clientId,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 120_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Of all producers with this transactional id only the newest is obeyed; one call blocks no longer than the patience. */
    public Producer<String, byte[]> transactionalProducer(String clientId, String transactions, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        return new KafkaProducer<>(
                with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG, clientId,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactions,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, millis,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(common);
        all.putAll(own);
        return all;
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
