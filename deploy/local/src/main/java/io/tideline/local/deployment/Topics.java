package io.tideline.local.deployment;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of {@code deploy/kafka/topics.yaml}. */
public record Topics(List<Topic> topics) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    /** One topic with what its configuration says beside the broker's defaults. */
    public record Topic(String name, int partitions, Map<String, String> config) {
        public Topic {
            config = config == null ? Map.of() : new TreeMap<>(config);
        }

        private Topic with(String option, String value) {
            Map<String, String> all = new TreeMap<>(config);
            all.put(option, value);
            return new Topic(name, partitions, all);
        }
    }

    public static Topics read(Path yaml) throws IOException {
        return new YAMLMapper().readValue(yaml.toFile(), Topics.class);
    }

    /** The same topics, where a record counts as written once most of its replicas have it. */
    public Topics with(Replication replication) {
        if (replication.isNone()) return this;
        String inSync = Integer.toString(replication.quorum());
        return new Topics(topics.stream()
                .map(topic -> topic.with("min.insync.replicas", inSync))
                .toList());
    }

    /** Creates those that do not exist, and returns when every partition can be written: a broker that has just started knows none. */
    public void create(Admin admin) throws IOException, InterruptedException {
        try {
            Instant end = Instant.now().plus(PATIENCE);
            Set<String> existing = admin.listTopics().names().get();
            for (Topic topic : topics) {
                if (existing.contains(topic.name())) continue;
                while (!create(admin, topic))
                    pause(end, "there are too few brokers for the replicas of " + topic.name());
            }
            while (!areLed(admin)) pause(end, "not all topics have leaders");
        } catch (ExecutionException e) {
            throw new IOException("the topics cannot be created: " + e.getMessage(), e);
        }
    }

    private boolean areLed(Admin admin) throws ExecutionException, InterruptedException {
        try {
            List<String> names = topics.stream().map(Topic::name).toList();
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) return false;
            throw e;
        }
    }

    private static void pause(Instant end, String why) throws IOException, InterruptedException {
        if (Instant.now().isAfter(end)) throw new IOException(why + " after " + PATIENCE);
        Thread.sleep(BETWEEN_QUESTIONS.toMillis());
    }

    /** Whether the topic exists now; it cannot be made before as many brokers have come as it has replicas. */
    private static boolean create(Admin admin, Topic topic) throws ExecutionException, InterruptedException {
        NewTopic created =
                new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.config());
        try {
            admin.createTopics(List.of(created)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidReplicationFactorException) return false;
            if (e.getCause() instanceof TopicExistsException) return true;
            throw e;
        }
    }
}
