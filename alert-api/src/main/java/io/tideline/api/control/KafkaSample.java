package io.tideline.api.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far topics and groups were at one instant. */
record KafkaSample(
        Instant at,
        Map<TopicPartition, Long> ends,
        Map<String, Map<TopicPartition, Long>> commits,
        List<GroupFact> groups) {

    /** A consumer group as the brokers describe it. */
    record GroupFact(String name, int members) {}

    KafkaSample {
        ends = Map.copyOf(ends);
        commits = Map.copyOf(commits);
        groups = List.copyOf(groups);
    }

    long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    Map<TopicPartition, Long> commits(String group) {
        return commits.getOrDefault(group, Map.of());
    }

    long end(String topic) {
        return ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Records that a group has not read; what was committed beyond the end counts as read. */
    long lag(String group) {
        return commits(group).entrySet().stream()
                .mapToLong(commit -> Math.max(0, end(commit.getKey()) - commit.getValue()))
                .sum();
    }

    long committed(String group) {
        return commits(group).values().stream().mapToLong(Long::longValue).sum();
    }
}
