package io.tideline.api.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Every partition of every topic that listeners can hear, and the lineage that tells this cluster from another. */
record Partitions(List<TopicPartition> all, int lineage) {

    /** Asks the brokers; fails if a topic is missing: topics are created by the start, not by readers. */
    static Partitions of(Admin admin) throws InterruptedException {
        List<String> titles = Arrays.stream(Topic.values()).map(Topic::title).toList();
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(titles).allTopicNames().get();
            List<TopicPartition> all = new ArrayList<>();
            StringBuilder ids = new StringBuilder();
            for (String title : titles) {
                TopicDescription topic = Objects.requireNonNull(topics.get(title), title);
                topic.partitions().forEach(partition -> all.add(new TopicPartition(title, partition.partition())));
                ids.append(topic.topicId());
            }
            return new Partitions(List.copyOf(all), ids.toString().hashCode());
        } catch (ExecutionException e) {
            throw new KafkaException("The topics cannot be read: " + e.getMessage(), e);
        }
    }

    Partitions of(Set<Topic> topics) {
        return new Partitions(
                all.stream()
                        .filter(partition -> topics.contains(topic(partition)))
                        .toList(),
                lineage);
    }

    Position ends(Consumer<?, ?> consumer) {
        return at(consumer.endOffsets(all));
    }

    Position beginnings(Consumer<?, ?> consumer) {
        return at(consumer.beginningOffsets(all));
    }

    /** So many records before the end, over all partitions of a topic, or the beginning if there are fewer. */
    Position starts(Consumer<?, ?> consumer, Position ends, int records) {
        Position starts = beginnings(consumer);
        for (TopicPartition partition : all) {
            Topic topic = topic(partition);
            long near = ends.next(topic, partition.partition()) - records / Math.max(1, ends.partitions(topic));
            starts = starts.with(
                    topic, partition.partition(), Math.max(near, starts.next(topic, partition.partition())));
        }
        return starts;
    }

    static Topic topic(TopicPartition partition) {
        return Topic.titled(partition.topic()).orElseThrow();
    }

    private Position at(Map<TopicPartition, Long> offsets) {
        Position position = Position.beginning(lineage);
        for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
            position = position.with(topic(offset.getKey()), offset.getKey().partition(), offset.getValue());
        }
        return position;
    }
}
