package io.tideline.api.control;

import io.tideline.api.kafka.Kafka;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Topics and brokers: what they hold, how it flows, who keeps it. */
@Singleton
class TopicReport {

    private static final Duration RATE_OVER = Duration.ofSeconds(30);

    private final Admin admin;
    private final KafkaSamples samples;
    private final ZooKeeperReport zookeeper;

    TopicReport(Kafka kafka, KafkaSamples samples, ZooKeeperReport zookeeper) {
        this.admin = kafka.admin();
        this.samples = samples;
        this.zookeeper = zookeeper;
    }

    /**
     * One topic.
     *
     * @param in records a second that came over half a minute; null while there is nothing to compare
     * @param out the same for records that groups have read
     * @param underReplicated how many partitions lack a replica
     */
    record Topic(
            String name,
            int partitions,
            long bytes,
            @Nullable Double in,
            @Nullable Double out,
            @Nullable Duration retention,
            long underReplicated,
            List<Placement> placement) {}

    record Broker(int id, String address, boolean up, boolean controller, long leaders, long bytes) {}

    record Voter(
            String address,
            String role,
            @Nullable Double latencyMs,
            @Nullable Long connections,
            @Nullable Long znodes) {}

    record Brokers(String mode, List<Broker> brokers, List<Voter> quorum) {}

    List<Topic> topics() throws ExecutionException, InterruptedException {
        List<TopicDescription> descriptions = samples.topics();
        Map<TopicPartition, Long> sizes = sizes();
        Map<String, Duration> retentions = retentions(descriptions);
        return descriptions.stream()
                .map(topic -> topic(topic.name(), Placement.of(topic, sizes), retentions.get(topic.name())))
                .sorted(Comparator.comparing(Topic::name))
                .toList();
    }

    private Topic topic(String name, List<Placement> placement, @Nullable Duration retention) {
        return new Topic(
                name,
                placement.size(),
                placement.stream().mapToLong(Placement::bytes).sum(),
                rateIn(name),
                rateOut(name),
                retention,
                placement.stream().filter(Placement::lacksReplicas).count(),
                placement);
    }

    Brokers brokers() throws ExecutionException, InterruptedException {
        var cluster = admin.describeCluster();
        Node controller = cluster.controller().get();
        Map<Integer, Long> bytes = new HashMap<>();
        var nodes = cluster.nodes().get();
        logDirs(nodes.stream().map(Node::id).toList()).forEach((id, dirs) -> bytes.put(id, size(dirs)));
        List<TopicDescription> topics = samples.topics();
        List<Broker> brokers = new ArrayList<>(gone(topics, nodes));
        nodes.stream()
                .map(node -> new Broker(
                        node.id(),
                        node.host() + ":" + node.port(),
                        true,
                        controller != null && controller.id() == node.id(),
                        leaders(topics, node.id()),
                        bytes.getOrDefault(node.id(), 0L)))
                .forEach(brokers::add);
        brokers.sort(Comparator.comparingInt(Broker::id));
        return quorum(brokers);
    }

    /** Brokers that hold replicas and do not answer. */
    private static List<Broker> gone(List<TopicDescription> topics, Collection<Node> nodes) {
        Set<Integer> there = nodes.stream().map(Node::id).collect(Collectors.toSet());
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream())
                .flatMap(partition -> partition.replicas().stream())
                .map(Node::id)
                .filter(id -> !there.contains(id))
                .distinct()
                .map(id -> new Broker(id, "", false, false, 0, 0))
                .toList();
    }

    /** Records a second that came to a topic. */
    @Nullable
    Double rateIn(String topic) {
        KafkaSample now = samples.newest();
        KafkaSample then = samples.before(RATE_OVER);
        return now == null || then == null || !then.at().isBefore(now.at())
                ? null
                : perSecond(now.end(topic) - then.end(topic), then, now);
    }

    private @Nullable Double rateOut(String topic) {
        KafkaSample now = samples.newest();
        KafkaSample then = samples.before(RATE_OVER);
        if (now == null || then == null || !then.at().isBefore(now.at())) {
            return null;
        }
        long read = 0;
        for (String group : now.commits().keySet()) {
            for (var commit : now.commits(group).entrySet()) {
                if (commit.getKey().topic().equals(topic)) {
                    read += Math.max(
                            0,
                            commit.getValue() - then.commits(group).getOrDefault(commit.getKey(), commit.getValue()));
                }
            }
        }
        return perSecond(read, then, now);
    }

    static double perSecond(long records, KafkaSample then, KafkaSample now) {
        return Math.max(0, records)
                * 1000.0
                / Math.max(1, Duration.between(then.at(), now.at()).toMillis());
    }

    private Brokers quorum(List<Broker> brokers) throws InterruptedException {
        try {
            var quorum = admin.describeMetadataQuorum().quorumInfo().get();
            List<Voter> voters = quorum.voters().stream()
                    .map(voter -> new Voter(
                            "node " + voter.replicaId(),
                            voter.replicaId() == quorum.leaderId() ? "leader" : "follower",
                            null,
                            null,
                            null))
                    .toList();
            return new Brokers("kraft", brokers, voters);
        } catch (ExecutionException e) { // brokers that ZooKeeper manages have no quorum of their own
            return new Brokers("zookeeper", brokers, zookeeper.voters());
        }
    }

    private Map<TopicPartition, Long> sizes() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> sizes = new HashMap<>();
        List<Integer> ids =
                admin.describeCluster().nodes().get().stream().map(Node::id).toList();
        for (Map<String, LogDirDescription> dirs : logDirs(ids).values()) {
            dirs.values().forEach(dir -> dir.replicaInfos()
                    .forEach((partition, replica) -> sizes.merge(partition, replica.size(), Long::sum)));
        }
        return sizes;
    }

    private Map<Integer, Map<String, LogDirDescription>> logDirs(List<Integer> ids)
            throws ExecutionException, InterruptedException {
        return admin.describeLogDirs(ids).allDescriptions().get();
    }

    private static long size(Map<String, LogDirDescription> dirs) {
        return dirs.values().stream()
                .flatMap(dir -> dir.replicaInfos().values().stream())
                .mapToLong(replica -> replica.size())
                .sum();
    }

    private Map<String, Duration> retentions(List<TopicDescription> topics)
            throws ExecutionException, InterruptedException {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        Map<String, Duration> retentions = new HashMap<>();
        for (Map.Entry<ConfigResource, Config> config :
                admin.describeConfigs(resources).all().get().entrySet()) {
            var retention = config.getValue().get(TopicConfig.RETENTION_MS_CONFIG);
            if (retention != null && Long.parseLong(retention.value()) > 0) {
                retentions.put(config.getKey().name(), Duration.ofMillis(Long.parseLong(retention.value())));
            }
        }
        return retentions;
    }

    /** Partitions that lack a replica, by topic; topics without are left out. */
    Map<String, Long> underReplicated() throws ExecutionException, InterruptedException {
        Map<String, Long> lacking = new HashMap<>();
        for (TopicDescription topic : samples.topics()) {
            long partitions = Placement.of(topic, Map.of()).stream()
                    .filter(Placement::lacksReplicas)
                    .count();
            if (partitions > 0) {
                lacking.put(topic.name(), partitions);
            }
        }
        return lacking;
    }

    private static long leaders(List<TopicDescription> topics, int broker) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream())
                .filter(partition ->
                        partition.leader() != null && partition.leader().id() == broker)
                .count();
    }
}
