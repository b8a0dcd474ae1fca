package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReplayRunTest {

    private static final byte[] NO_TEXT = {'k', (byte) 0xC3, (byte) 0x28};

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    private static MockProducer<byte[], byte[]> producer(boolean acknowledgesAtOnce) {
        return new MockProducer<>(acknowledgesAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Test
    void sendsTheOriginalBytesAndMovesThePositionBehindThem() throws Exception {
        MockProducer<byte[], byte[]> producer = producer(true);
        keep("a", "b", "c");

        RejectedRecords.Replay replay = new ReplayRun(consumer, producer).until(3, ConsumerRecords.empty());

        assertThat(replay).isEqualTo(new RejectedRecords.Replay(3, 0, 0));
        assertThat(position()).isEqualTo(3);
        assertThat(producer.history()).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("readings");
            assertThat(record.key()).isEqualTo(NO_TEXT);
        });
        assertThat(producer.history())
                .extracting(record -> text(record.value()))
                .containsExactly("a", "b", "c");
    }

    @Test
    void leavesOutARecordThatTheJobKeptTwice() throws Exception {
        MockProducer<byte[], byte[]> producer = producer(true);
        keep("a", "a", "b");

        RejectedRecords.Replay replay = new ReplayRun(consumer, producer).until(3, ConsumerRecords.empty());

        assertThat(replay).isEqualTo(new RejectedRecords.Replay(2, 1, 0));
        assertThat(producer.history())
                .extracting(record -> text(record.value()))
                .containsExactly("a", "b");
    }

    @Test
    void leavesWhatCameAfterItsBeginningToTheNextReplay() throws Exception {
        MockProducer<byte[], byte[]> producer = producer(true);
        keep("a", "b", "came back");

        RejectedRecords.Replay replay = new ReplayRun(consumer, producer).until(2, ConsumerRecords.empty());

        assertThat(replay).isEqualTo(new RejectedRecords.Replay(2, 0, 1));
        assertThat(position()).isEqualTo(2);
    }

    @Test
    void doesNotMoveThePositionOfWhatKafkaHasNotAcknowledged() {
        MockProducer<byte[], byte[]> producer = producer(false);
        keep("a", "b");

        CompletableFuture<RejectedRecords.Replay> replay = CompletableFuture.supplyAsync(() -> {
            try {
                return new ReplayRun(consumer, producer).until(2, ConsumerRecords.empty());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> producer.history().size() == 2);
        producer.completeNext();
        producer.errorNext(new TimeoutException("the broker is away"));

        assertThatThrownBy(replay::join).rootCause().hasMessage("the broker is away");
        assertThat(position()).isZero();
    }

    /** Texts as the values of rejected records; the same text was read at the same place. */
    private void keep(String... texts) {
        consumer.assign(List.of(RejectedRecords.PARTITION));
        consumer.updateBeginningOffsets(Map.of(RejectedRecords.PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(RejectedRecords.PARTITION, (long) texts.length));
        for (int i = 0; i < texts.length; i++) {
            ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                    RejectedRecords.TOPIC, 0, i, NO_TEXT, texts[i].getBytes(StandardCharsets.UTF_8));
            Map.of("topic", "readings", "partition", "1", "offset", Integer.toString(texts[i].hashCode()))
                    .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            consumer.addRecord(record);
        }
    }

    private long position() {
        OffsetAndMetadata committed = consumer.committed(Set.of(RejectedRecords.PARTITION), Duration.ofSeconds(1))
                .get(RejectedRecords.PARTITION);
        return committed == null ? 0 : committed.offset();
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
