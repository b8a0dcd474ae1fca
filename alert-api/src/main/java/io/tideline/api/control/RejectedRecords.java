package io.tideline.api.control;

import io.tideline.api.kafka.Kafka;
import io.tideline.api.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records that the job could not read, and their way back after a fix. How far they have been sent in again is the position of the consumer group {@value #GROUP}:
 * it moves only when Kafka has acknowledged what was sent, so nothing is lost, and the next replay begins behind it, so nothing is sent twice. Only a replay that
 * dies between the two sends a few again, which changes nothing: a reading has its identity. To send old records in once more on purpose, move the group back.
 */
@Singleton
class RejectedRecords {

    static final String TOPIC = "readings-rejected";
    static final String GROUP = "tideline-rejected-replay";

    static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE_TO_JOIN = Duration.ofSeconds(10);

    private final Kafka kafka;
    private final Admin admin;

    RejectedRecords(Kafka kafka) {
        this.kafka = kafka;
        this.admin = kafka.admin();
    }

    /**
     * What a replay did.
     *
     * @param replayed records sent in again
     * @param repeated records left out, since the job had kept the same one twice
     * @param waiting records that are left; more than none if there were too many for one call, or if some came meanwhile
     */
    record Replay(long replayed, long repeated, long waiting) {}

    /**
     * What is kept, the newest first.
     *
     * @param waiting how many of all that is kept no replay has sent in again
     */
    record Listing(List<RejectedRecord> items, @Nullable String next, long waiting) {}

    Listing newest(int limit) throws ExecutionException, InterruptedException {
        try (Consumer<byte[], byte[]> consumer = kafka.soleConsumer("rejected-list", GROUP + "-list")) {
            consumer.assign(List.of(PARTITION));
            long end = end(consumer);
            long beginning = beginning(consumer);
            long replayed = Math.max(beginning, position());
            consumer.seek(PARTITION, Math.max(beginning, end - limit));
            List<RejectedRecord> found = new ArrayList<>();
            Instant deadline = Instant.now().plus(PATIENCE_TO_JOIN);
            while (consumer.position(PARTITION) < end && Instant.now().isBefore(deadline)) {
                consumer.poll(POLL).forEach(record -> found.add(RejectedRecord.of(record, replayed)));
            }
            List<RejectedRecord> newestFirst = found.stream()
                    .sorted(Comparator.comparingLong(RejectedRecord::number).reversed())
                    .limit(limit)
                    .toList();
            return new Listing(newestFirst, null, Math.max(0, end - replayed));
        }
    }

    /** Sends in again what waits now; what comes back meanwhile waits for the next call. */
    Replay replay() throws InterruptedException, ExecutionException {
        try (Consumer<byte[], byte[]> consumer = kafka.soleConsumer("rejected-replay", GROUP);
                Producer<byte[], byte[]> producer = kafka.byteProducer("rejected-replay")) {
            consumer.subscribe(List.of(TOPIC));
            ConsumerRecords<byte[], byte[]> first = joined(consumer);
            return new ReplayRun(consumer, producer).until(end(consumer), first);
        } catch (CommitFailedException e) {
            throw Problem.of(409, "Another replay took over", "This one was too slow: " + e.getMessage())
                    .exception();
        }
    }

    private static ConsumerRecords<byte[], byte[]> joined(Consumer<byte[], byte[]> consumer) {
        Instant deadline = Instant.now().plus(PATIENCE_TO_JOIN);
        while (Instant.now().isBefore(deadline)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (consumer.assignment().contains(PARTITION)) {
                return records;
            }
        }
        throw Problem.of(
                        409,
                        "A replay is under way",
                        "Somebody else sends rejected records in again, or topic " + TOPIC
                                + " is missing: look at GET /control/rejected, and try again in a minute.")
                .exception();
    }

    private long position() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> positions = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        return Optional.ofNullable(positions.get(PARTITION))
                .map(OffsetAndMetadata::offset)
                .orElse(0L);
    }

    static long end(Consumer<?, ?> consumer) {
        return consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    }

    private static long beginning(Consumer<?, ?> consumer) {
        return consumer.beginningOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    }
}
