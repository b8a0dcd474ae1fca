package io.tideline.spark.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.spark.job.Brokers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits how far each query has read to the consumer group {@code tideline-<query>}. Spark keeps its offsets in its checkpoints and commits none: this is so that
 * every Kafka tool sees the lag. Nothing is ever read from these groups. A query in real-time mode is left to {@link LiveOffsets}.
 */
public final class OffsetReporter extends StreamingQueryListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetReporter.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PERIOD_MILLIS = 1000;
    private static final long PATIENCE_MILLIS = 5000;

    private final Set<String> others;
    private final transient Admin kafka;
    private final transient ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "offset-reporter");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Map<TopicPartition, OffsetAndMetadata>> unreported = new ConcurrentHashMap<>();

    /** @param others queries that report their offsets themselves */
    public OffsetReporter(Brokers brokers, Set<String> others) {
        this.others = others;
        Map<String, Object> properties = brokers.properties();
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "tideline-offset-reporter");
        kafka = Admin.create(properties);
        Future<?> unused =
                clock.scheduleWithFixedDelay(this::report, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {
        // Its first progress tells where it stands.
    }

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (SourceProgress source : event.progress().sources()) {
            if (source.description().startsWith("KafkaV2[")) {
                offsets.putAll(offsets(source.endOffset()));
            }
        }
        String query = event.progress().name();
        if (!offsets.isEmpty() && query != null && !others.contains(query)) {
            unreported.put("tideline-" + query, offsets);
        }
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {
        // The group keeps the last offsets: the lag then grows, as it should.
    }

    /** Reads {@code {"topic":{"0":12,"1":7}}}. */
    static Map<TopicPartition, OffsetAndMetadata> offsets(String json) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Map.Entry<String, JsonNode> topic : parse(json).properties()) {
            for (Map.Entry<String, JsonNode> partition : topic.getValue().properties()) {
                offsets.put(
                        new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
                        new OffsetAndMetadata(partition.getValue().longValue()));
            }
        }
        return offsets;
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode offsets = JSON.readTree(json);
            if (!offsets.isObject()) {
                throw new IllegalArgumentException("These are no offsets of a Kafka source: " + json);
            }
            return offsets;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These are no offsets of a Kafka source: " + json, e);
        }
    }

    private void report() {
        for (String group : List.copyOf(unreported.keySet())) {
            Map<TopicPartition, OffsetAndMetadata> offsets = unreported.remove(group);
            if (offsets != null) {
                commit(group, offsets);
            }
        }
    }

    private void commit(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            kafka.alterConsumerGroupOffsets(group, offsets).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("event=offsets-not-reported group={} error={}", group, e.toString());
        }
    }

    /** Reports what is left, then ends. */
    @Override
    public void close() {
        clock.shutdownNow();
        report();
        kafka.close(Duration.ofSeconds(2));
    }
}
