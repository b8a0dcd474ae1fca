package io.tideline.api.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.api.alert.Alert;
import io.tideline.api.kafka.Kafka;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The office of the one replica that watches: the only partition of the topic {@value #TOPIC}, which its consumer group gives to one
 * member at a time. The topic keeps the newest step of each pipeline alert (compacted), so that whoever takes the office knows
 * what was told, also while Cassandra is away. While Kafka is away, whoever holds the office keeps it.
 */
final class Office implements AutoCloseable, ConsumerRebalanceListener {

    static final String TOPIC = "pipeline-watch";
    static final String GROUP = "tideline-watch";

    private static final Logger LOG = Logger.getLogger(Office.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final ObjectMapper json;
    private final Map<String, Alert> told = new HashMap<>();
    private boolean assigned;
    private boolean held;

    Office(Kafka kafka, ObjectMapper json) {
        this.consumer = kafka.groupConsumer("pipeline-watch", GROUP);
        this.json = json;
        consumer.subscribe(List.of(TOPIC), this);
    }

    /** Stays a member and reads on; true once the office is held and everything that was told is known. */
    boolean isHeld() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            learn(record);
        }
        if (assigned && !held && isCaughtUp()) {
            held = true;
            LOG.infof("watch=taken told=%d", told.size());
        }
        return held;
    }

    /** The newest step of every pipeline alert as of the taking of the office. */
    List<Alert> told() {
        return List.copyOf(told.values());
    }

    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned |= !partitions.isEmpty();
        consumer.seekToBeginning(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            LOG.infof("watch=left");
            assigned = false;
            held = false;
            told.clear();
        }
    }

    private boolean isCaughtUp() {
        return !consumer.assignment().isEmpty()
                && consumer.assignment().stream()
                        .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    private void learn(ConsumerRecord<String, byte[]> record) {
        try {
            told.put(record.key(), json.readValue(record.value(), Alert.class));
        } catch (IOException e) {
            LOG.warnf("watch=unreadable offset=%d error=\"%s\"", record.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
