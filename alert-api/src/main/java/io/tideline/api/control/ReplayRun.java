package io.tideline.api.control;

import io.tideline.api.control.RejectedRecord.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** One replay: batch by batch, each acknowledged before the position moves. For one call. */
final class ReplayRun {
    private static final String TARGET = "readings";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Set<Origin> sent = new HashSet<>();
    private long replayed;
    private long repeated;

    ReplayRun(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.consumer = consumer;
        this.producer = producer;
    }

    RejectedRecords.Replay until(long end, ConsumerRecords<byte[], byte[]> first)
            throws InterruptedException, ExecutionException {
        Instant deadline = Instant.now().plus(PATIENCE);
        long next = send(first, end);
        while (next < end && Instant.now().isBefore(deadline)) {
            next = Math.max(next, send(consumer.poll(RejectedRecords.POLL), end));
        }
        return new RejectedRecords.Replay(replayed, repeated, Math.max(0, RejectedRecords.end(consumer) - next));
    }

    /** The offset behind the last record that was sent. */
    private long send(ConsumerRecords<byte[], byte[]> records, long end)
            throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        long next = -1;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() < end) {
                next = record.offset() + 1;
                send(record).ifPresent(acknowledgements::add);
            }
        }
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
        if (next < 0) {
            return consumer.position(RejectedRecords.PARTITION);
        }
        consumer.commitSync(Map.of(RejectedRecords.PARTITION, new OffsetAndMetadata(next)));
        replayed += acknowledgements.size();
        return next;
    }

    private Optional<Future<RecordMetadata>> send(ConsumerRecord<byte[], byte[]> record) {
        Optional<Origin> origin = RejectedRecord.origin(record);
        if (origin.isPresent() && !sent.add(origin.get())) {
            repeated++;
            return Optional.empty();
        }
        ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(TARGET, record.key(), record.value());
        again.headers()
                .add("replay-of", (RejectedRecords.TOPIC + '/' + record.offset()).getBytes(StandardCharsets.UTF_8));
        return Optional.of(producer.send(again));
    }
}
