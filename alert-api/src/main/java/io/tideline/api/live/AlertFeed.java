package io.tideline.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tideline.api.kafka.Kafka;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens now: reads every partition of every topic from near its end, turns each record once into the bytes that all
 * listeners get, and gives it to the {@link Audience}. One thread; the order of its events is the order of their numbers.
 */
@Singleton
class AlertFeed {

    private static final Logger LOG = Logger.getLogger(AlertFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int IDENTITIES = 50_000;

    private final Kafka kafka;
    private final RecordReader reader;
    private final LiveAlerts alerts;
    private final Audience audience;
    private final FeedMeters meters;
    private final SourcePulse pulse;
    private final ObjectMapper json;
    private final int capacity;
    private final Map<Topic, Seen> seen = new EnumMap<>(Topic.class);
    private final CompletableFuture<History> ready = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "alert-feed");

    private @Nullable History history;
    private @Nullable Consumer<String, byte[]> consumer;
    private Position position = Position.beginning(0);
    private long number;
    private volatile boolean stopped;

    AlertFeed(
            Kafka kafka,
            LiveConfig config,
            LiveAlerts alerts,
            Audience audience,
            FeedMeters meters,
            SourcePulse pulse,
            ObjectMapper json) {
        this.kafka = kafka;
        this.reader = new RecordReader(new Schemas(config.registryUrl()), json);
        this.alerts = alerts;
        this.audience = audience;
        this.meters = meters;
        this.pulse = pulse;
        this.json = json;
        this.capacity = config.history();
        for (Topic topic : Topic.values()) {
            seen.put(topic, new Seen(IDENTITIES));
        }
    }

    /** The newest events, as soon as the feed has read them after its start. */
    Uni<History> history() {
        return Uni.createFrom().completionStage(ready);
    }

    boolean isReady() {
        return ready.isDone();
    }

    RecordReader reader() {
        return reader;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        end();
    }

    /** Also of an application that did not come up: dev mode lives on with another one. */
    @PreDestroy
    void end() throws InterruptedException {
        stopped = true;
        Consumer<String, byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        thread.interrupt();
        thread.join(PAUSE.toMillis());
    }

    private void run() {
        while (!stopped) {
            try (Consumer<String, byte[]> opened = kafka.consumer("alert-feed", 1000)) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException | InterruptException | InterruptedException e) {
                LOG.debug("feed=stopped");
            } catch (RuntimeException e) {
                LOG.warnf("feed=interrupted error=\"%s\"", e.getMessage());
                pause();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) throws InterruptedException {
        Partitions partitions = Partitions.of(kafka.admin());
        Position target = partitions.ends(consumer);
        History kept = begun(partitions.starts(consumer, target, capacity));
        consumer.assign(partitions.all());
        partitions.all().forEach(partition -> consumer.seek(partition, next(partition)));
        while (!stopped) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> record : records) {
                accept(kept, record);
            }
            passed(kept, consumer, partitions);
            if (!ready.isDone() && position.isAtLeast(target)) {
                LOG.infof("feed=ready events=%d", number);
                ready.complete(kept);
            }
        }
    }

    private History begun(Position start) {
        if (history == null) {
            position = start;
            history = new History(start, capacity);
        }
        return history;
    }

    private long next(TopicPartition partition) {
        return position.next(Partitions.topic(partition), partition.partition());
    }

    private void accept(History kept, ConsumerRecord<String, byte[]> record) throws InterruptedException {
        Topic topic = Topic.titled(record.topic()).orElseThrow();
        Content content = content(topic, record);
        position = position.with(topic, record.partition(), record.offset() + 1);
        if (content == null) {
            return;
        }
        if (!isNew(topic, content)) {
            meters.repeated(topic);
            return;
        }
        byte[] shown = written(alerts.shown(content));
        Frame frame = Frame.of(topic.event(), shown, position);
        LiveEvent event =
                new LiveEvent(++number, topic, record.partition(), record.offset(), position, content.labels(), frame);
        synchronized (this) {
            alerts.learn(content);
            kept.add(event);
        }
        audience.hear(event);
        meters.heard(topic);
        if (content instanceof Content.Read read) {
            pulse.beat(read.reading());
        }
    }

    @SuppressWarnings("NullAway") // every topic has its memory from the start
    private boolean isNew(Topic topic, Content content) {
        return seen.get(topic).isNew(content.identity());
    }

    /** Records that lead to no event move the position too, and so do transaction markers. */
    private void passed(History kept, Consumer<String, byte[]> consumer, Partitions partitions) {
        for (TopicPartition partition : partitions.all()) {
            position =
                    position.atLeast(Partitions.topic(partition), partition.partition(), consumer.position(partition));
        }
        kept.passed(position);
        meters.lag(partitions.all().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum());
    }

    /** What the record says, or null if nobody can read it. Waits for the registry as long as it takes: nothing is skipped. */
    private @Nullable Content content(Topic topic, ConsumerRecord<String, byte[]> record) throws InterruptedException {
        while (true) {
            try {
                return reader.read(topic, record.value());
            } catch (UnreadableException e) {
                meters.unreadable(topic);
                LOG.warnf(
                        "record=unreadable topic=%s partition=%d offset=%d reason=\"%s\"",
                        record.topic(), record.partition(), record.offset(), e.getMessage());
                return null;
            } catch (IOException e) {
                LOG.warnf("feed=waiting for=registry error=\"%s\"", e.getMessage());
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private byte[] written(Content content) {
        try {
            return json.writeValueAsBytes(content.shown());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot be written as JSON: " + content, e);
        }
    }

    /** Runs a question while the feed stands still between two events. */
    synchronized <T> T betweenEvents(Supplier<T> question) {
        return question.get();
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
