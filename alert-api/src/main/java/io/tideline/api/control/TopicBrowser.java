package io.tideline.api.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tideline.api.kafka.Kafka;
import io.tideline.api.live.RecordText;
import io.tideline.api.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks into a topic, for people: the newest records, or those from an offset on. Commits nothing. */
@Singleton
class TopicBrowser {

    /** Records looked at for a text: enough to find something, few enough to answer. */
    private static final int LOOKED_AT = 2_000;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EMPTY_POLLS = 3;

    private final Kafka kafka;
    private final RecordText text;

    TopicBrowser(Kafka kafka, RecordText text) {
        this.kafka = kafka;
        this.text = text;
    }

    record Found(
            int partition,
            long offset,
            Instant timestamp,
            @Nullable String key,
            JsonNode value) {}

    /** Where to begin to read: at an offset, at a time, or so that the newest are read. */
    record From(@Nullable Long offset, @Nullable Instant time) {

        static From of(@Nullable Long offset, @Nullable Instant time) {
            if (offset != null && time != null) {
                throw Problem.badRequest("offset is " + offset + " and since is " + time + ": give one of them");
            }
            return new From(offset, time);
        }

        boolean isGiven() {
            return offset != null || time != null;
        }
    }

    /** At most so many records: the newest first, or from the given place on, the oldest first; blocks for a second or two. */
    List<Found> records(String topic, @Nullable Integer partition, From from, String filter, int limit)
            throws InterruptedException {
        try (Consumer<String, byte[]> consumer = kafka.consumer("browser", 500)) {
            List<TopicPartition> partitions = partitions(consumer, topic, partition);
            consumer.assign(partitions);
            int each = filter.isEmpty() ? limit : LOOKED_AT / partitions.size();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> starts = starts(consumer, partitions, from, ends);
            for (TopicPartition one : partitions) {
                long end = ends.getOrDefault(one, 0L);
                long begin = beginnings.getOrDefault(one, 0L);
                long start = starts.getOrDefault(one, end - each);
                consumer.seek(one, Math.min(end, Math.max(begin, start)));
            }
            return read(consumer, ends, filter, limit, from.isGiven());
        }
    }

    /** The place in each partition; none where the newest are wanted. After the last record of that time stands the end. */
    private static Map<TopicPartition, Long> starts(
            Consumer<?, ?> consumer, List<TopicPartition> partitions, From from, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        Long offset = from.offset();
        Instant time = from.time();
        if (offset != null) {
            partitions.forEach(partition -> starts.put(partition, offset));
        } else if (time != null) {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
            consumer.offsetsForTimes(times)
                    .forEach((partition, found) ->
                            starts.put(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
        }
        return starts;
    }

    private List<Found> read(
            Consumer<String, byte[]> consumer,
            Map<TopicPartition, Long> ends,
            String filter,
            int limit,
            boolean forward)
            throws InterruptedException {
        List<Found> found = new ArrayList<>();
        int looked = 0;
        for (int empty = 0; empty < EMPTY_POLLS && looked < LOOKED_AT && !isAtEnd(consumer, ends); ) {
            var records = consumer.poll(POLL);
            empty = records.isEmpty() ? empty + 1 : 0;
            for (ConsumerRecord<String, byte[]> record : records) {
                looked++;
                Found one = new Found(
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp()),
                        record.key(),
                        text.of(record.topic(), record.value()));
                if (filter.isEmpty() || (one.key() + one.value()).contains(filter)) {
                    found.add(one);
                }
            }
            if (forward && found.size() >= limit) {
                break;
            }
        }
        Comparator<Found> byTime = Comparator.comparing(Found::timestamp).thenComparing(Found::offset);
        return found.stream()
                .sorted(forward ? byTime : byTime.reversed())
                .limit(limit)
                .toList();
    }

    private static boolean isAtEnd(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic, @Nullable Integer partition) {
        List<PartitionInfo> known = consumer.listTopics(Duration.ofSeconds(3)).get(topic);
        if (known == null) {
            throw Problem.notFound("There is no topic '" + topic + "'.");
        }
        List<TopicPartition> partitions = known.stream()
                .filter(one -> partition == null || one.partition() == partition)
                .map(one -> new TopicPartition(topic, one.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw Problem.badRequest(
                    "partition is " + partition + ": topic '" + topic + "' has 0 to " + (known.size() - 1));
        }
        return partitions;
    }
}
