package io.tideline.api.control;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that the job could not read, as the topic {@code readings-rejected} keeps it.
 *
 * @param number its offset in that topic
 * @param reason from the closed list of the job
 * @param topic where it was read, with partition and offset
 * @param replayed whether a replay has sent it in again; what is still no reading has come back as a record of its own
 * @param bytes the original value, as Base64; at most the first {@value #MOST_SHOWN} bytes
 * @param size of the original value
 */
record RejectedRecord(
        long number,
        String reason,
        String detail,
        String topic,
        int partition,
        long offset,
        Instant rejectedAt,
        boolean replayed,
        @Nullable String key,
        String bytes,
        int size) {

    private static final int MOST_SHOWN = 512;
    private static final int NOWHERE = -1;

    /** The place in a topic of which a record is a copy. */
    record Origin(String topic, int partition, long offset) {}

    /** @param waitsFrom the first offset that no replay has sent in again */
    static RejectedRecord of(ConsumerRecord<byte[], byte[]> record, long waitsFrom) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        Origin origin = origin(record).orElse(new Origin("", NOWHERE, NOWHERE));
        return new RejectedRecord(
                record.offset(),
                header(record, "reason"),
                header(record, "detail"),
                origin.topic(),
                origin.partition(),
                origin.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.offset() < waitsFrom,
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(Arrays.copyOf(value, Math.min(value.length, MOST_SHOWN))),
                value.length);
    }

    /** Where the record was read; empty if its headers do not say. */
    static Optional<Origin> origin(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = List.of(header(record, "topic"), header(record, "partition"), header(record, "offset"));
        try {
            return Optional.of(
                    new Origin(headers.get(0), Integer.parseInt(headers.get(1)), Long.parseLong(headers.get(2))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
