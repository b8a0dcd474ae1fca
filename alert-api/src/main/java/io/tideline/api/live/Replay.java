package io.tideline.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tideline.api.kafka.Kafka;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads from Kafka what the shared history has forgotten, in chunks, so that a listener that was away for long neither holds
 * up others nor fills the memory. A few listeners at a time; the others wait their turn.
 */
@Singleton
class Replay {

    /** Records looked at before a position, so that a repeat of one of them is known as such. */
    private static final int LOOK_BACK = 500;

    private static final int CHUNK = 500;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EMPTY_POLLS = 4;

    private final Kafka kafka;
    private final AlertFeed feed;
    private final LiveAlerts alerts;
    private final FeedMeters meters;
    private final ObjectMapper json;
    private final ExecutorService threads;
    private final BlockingQueue<Consumer<String, byte[]>> consumers = new LinkedBlockingQueue<>();

    /**
     * A part of the history.
     *
     * @param after the listener's position after it
     * @param isAtEnd whether there was no more to read
     */
    record Chunk(List<LiveEvent> events, Position after, Optional<Gap> gap, boolean isAtEnd) {}

    Replay(Kafka kafka, LiveConfig config, AlertFeed feed, LiveAlerts alerts, FeedMeters meters, ObjectMapper json) {
        this.kafka = kafka;
        this.feed = feed;
        this.alerts = alerts;
        this.meters = meters;
        this.json = json;
        this.threads = Executors.newFixedThreadPool(config.replays(), runnable -> {
            Thread thread = new Thread(runnable, "replay");
            thread.setDaemon(true);
            return thread;
        });
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
        consumers.forEach(consumer -> consumer.close(CloseOptions.timeout(Duration.ZERO)));
    }

    /** The position of the first records at or after a time. */
    Uni<Position> at(Instant time) {
        return withConsumer(consumer -> {
            Partitions partitions = partitions();
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.all().forEach(partition -> times.put(partition, time.toEpochMilli()));
            Position position = partitions.ends(consumer);
            for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                    consumer.offsetsForTimes(times).entrySet()) {
                if (found.getValue() != null) {
                    TopicPartition partition = found.getKey();
                    position = position.with(
                            Partitions.topic(partition),
                            partition.partition(),
                            found.getValue().offset());
                }
            }
            return position;
        });
    }

    /** What follows a position, as much as makes a chunk; whatever the filter leaves out moves the position too. */
    Uni<Chunk> next(Position from, StreamFilter filter) {
        meters.replayed();
        return withConsumer(consumer -> chunk(consumer, from, filter));
    }

    private Chunk chunk(Consumer<String, byte[]> consumer, Position from, StreamFilter filter) {
        Partitions wanted = partitions().of(filter.topics());
        Position beginnings = wanted.beginnings(consumer);
        Position ends = wanted.ends(consumer);
        if (!ends.isAtLeast(from.of(wanted), filter.topics())) {
            return new Chunk(List.of(), from, Optional.of(Gap.ahead(filter.topics())), true);
        }
        Optional<Gap> gap = gap(wanted, from, beginnings);
        return read(consumer, wanted, from.max(beginnings), beginnings, ends, filter, gap);
    }

    private static Optional<Gap> gap(Partitions wanted, Position from, Position beginnings) {
        long records = 0;
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (TopicPartition partition : wanted.all()) {
            Topic topic = Partitions.topic(partition);
            long lost = beginnings.next(topic, partition.partition()) - from.next(topic, partition.partition());
            if (lost > 0) {
                records += lost;
                topics.add(topic);
            }
        }
        return topics.isEmpty() ? Optional.empty() : Optional.of(Gap.expired(topics, records));
    }

    private Chunk read(
            Consumer<String, byte[]> consumer,
            Partitions wanted,
            Position start,
            Position beginnings,
            Position ends,
            StreamFilter filter,
            Optional<Gap> gap) {
        consumer.assign(wanted.all());
        for (TopicPartition partition : wanted.all()) {
            Topic topic = Partitions.topic(partition);
            long next = start.next(topic, partition.partition()) - LOOK_BACK;
            consumer.seek(partition, Math.max(next, beginnings.next(topic, partition.partition())));
        }
        Map<Topic, Seen> seen = new EnumMap<>(Topic.class);
        List<LiveEvent> events = new ArrayList<>();
        Position reached = start;
        boolean atEnd = reached.isAtLeast(ends, filter.topics());
        for (int empty = 0; empty < EMPTY_POLLS && events.size() < CHUNK && !atEnd; ) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            empty = records.isEmpty() ? empty + 1 : 0;
            for (ConsumerRecord<String, byte[]> record : records) {
                event(record, reached, seen, filter).ifPresent(events::add);
                reached = reached.atLeast(
                        Topic.titled(record.topic()).orElseThrow(), record.partition(), record.offset() + 1);
            }
            for (TopicPartition partition : wanted.all()) {
                reached = reached.atLeast(
                        Partitions.topic(partition), partition.partition(), consumer.position(partition));
            }
            atEnd = reached.isAtLeast(ends, filter.topics());
        }
        return new Chunk(events, reached, gap, atEnd);
    }

    private Optional<LiveEvent> event(
            ConsumerRecord<String, byte[]> record, Position before, Map<Topic, Seen> seen, StreamFilter filter) {
        Topic topic = Topic.titled(record.topic()).orElseThrow();
        Content content = content(topic, record);
        if (content == null
                || !seen.computeIfAbsent(topic, key -> new Seen(LOOK_BACK + CHUNK * 10))
                        .isNew(content.identity())
                || before.covers(topic, record.partition(), record.offset())
                || !filter.matches(topic, content.labels())) {
            return Optional.empty();
        }
        Position after = before.with(topic, record.partition(), record.offset() + 1);
        Frame frame = Frame.of(topic.event(), written(alerts.shown(content)), after);
        return Optional.of(
                new LiveEvent(0, topic, record.partition(), record.offset(), after, content.labels(), frame));
    }

    private @Nullable Content content(Topic topic, ConsumerRecord<String, byte[]> record) {
        try {
            return feed.reader().read(topic, record.value());
        } catch (UnreadableException e) {
            return null; // the feed has counted and logged it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The replay was interrupted", e);
        }
    }

    private byte[] written(Content content) {
        try {
            return json.writeValueAsBytes(content.shown());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Partitions partitions() {
        try {
            return Partitions.of(kafka.admin());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The replay was interrupted", e);
        }
    }

    private <T> Uni<T> withConsumer(Function<Consumer<String, byte[]>, T> work) {
        return Uni.createFrom()
                .item(() -> {
                    Consumer<String, byte[]> consumer = consumers.poll();
                    if (consumer == null) {
                        consumer = kafka.consumer("replay", CHUNK);
                    }
                    try {
                        return work.apply(consumer);
                    } finally {
                        consumer.unsubscribe();
                        consumers.add(consumer);
                    }
                })
                .runSubscriptionOn(threads);
    }
}
