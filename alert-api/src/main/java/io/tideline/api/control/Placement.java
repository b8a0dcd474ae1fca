package io.tideline.api.control;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition is kept.
 *
 * @param leader id of a broker; null while the partition has none
 * @param replicas ids of the brokers that are to keep it
 * @param inSync those of them that have all of it
 * @param bytes of all its replicas
 */
record Placement(int partition, @Nullable Integer leader, List<Integer> replicas, List<Integer> inSync, long bytes) {

    /** The partitions of a topic in their order. */
    static List<Placement> of(TopicDescription topic, Map<TopicPartition, Long> sizes) {
        return topic.partitions().stream()
                .map(one -> new Placement(
                        one.partition(),
                        one.leader() == null ? null : one.leader().id(),
                        ids(one.replicas()),
                        ids(one.isr()),
                        sizes.getOrDefault(new TopicPartition(topic.name(), one.partition()), 0L)))
                .toList();
    }

    private static List<Integer> ids(List<Node> brokers) {
        return brokers.stream().map(Node::id).toList();
    }

    boolean lacksReplicas() {
        return inSync.size() < replicas.size();
    }
}
