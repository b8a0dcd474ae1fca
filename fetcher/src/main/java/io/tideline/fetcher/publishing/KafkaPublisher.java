package io.tideline.fetcher.publishing;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.tideline.fetcher.reading.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jspecify.annotations.Nullable;

/**
 * Publishes batches to the topic of readings, in their order. It uses the producer of the channel directly: one
 * acknowledgement for thousands of records costs a tenth of a message and a promise for each.
 */
@ApplicationScoped
class KafkaPublisher {
    static final String CHANNEL = "readings";

    private final KafkaClientService clients;
    private final Wire wire;
    private final String topic;

    /** The emitter is not used: without one the channel, and with it the producer, does not exist. */
    KafkaPublisher(
            KafkaClientService clients,
            Wire wire,
            @Channel(CHANNEL) Emitter<byte[]> channel,
            @ConfigProperty(name = "mp.messaging.outgoing.readings.topic", defaultValue = CHANNEL) String topic) {
        this.clients = clients;
        this.wire = wire;
        this.topic = topic;
    }

    /**
     * Publishes and waits until the brokers have acknowledged every record, however long that takes: giving up on one
     * would let later ones of its series overtake it. Throws NotPublished if one was refused.
     */
    void publish(List<Batch> batches) {
        Producer<String, byte[]> producer = producer();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        for (Batch batch : batches) {
            send(producer, batch, failure);
        }
        producer.flush();
        Exception refused = failure.get();
        if (refused != null) {
            throw new NotPublished(refused);
        }
    }

    private void send(Producer<String, byte[]> producer, Batch batch, AtomicReference<@Nullable Exception> failure) {
        List<Header> headers = headers(batch);
        for (Revision revision : batch.revisions()) {
            if (failure.get() != null) {
                return;
            }
            String key = revision.reading().series().toString();
            // What becomes of it, the callback hears.
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(
                            topic, null, key, wire.bytes(topic, ReadingEncoder.encoded(batch, revision)), headers),
                    (sent, refused) -> failure.compareAndSet(null, refused));
        }
    }

    private static List<Header> headers(Batch batch) {
        return batch.trace().isEmpty()
                ? List.of()
                : List.of(new RecordHeader("traceparent", batch.trace().getBytes(StandardCharsets.UTF_8)));
    }

    private Producer<String, byte[]> producer() {
        return clients.<String, byte[]>getProducer(CHANNEL).unwrap();
    }

    /** The brokers, or the registry before them, refused a record. */
    static final class NotPublished extends RuntimeException {
        NotPublished(Exception cause) {
            super("Kafka did not take readings: " + cause.getMessage(), cause);
        }
    }
}
