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
    }

    public static Topics read(Path yaml) throws IOException {
        return new YAMLMapper().readValue(yaml.toFile(), Topics.class);
    }

    /** Creates those that do not exist, and returns when every partition can be written: a broker that has just started knows none. */
    public void create(Admin admin) throws IOException, InterruptedException {
        try {
            Set<String> existing = admin.listTopics().names().get();
            for (Topic topic : topics) {
                if (!existing.contains(topic.name())) create(admin, topic);
            }
            Instant end = Instant.now().plus(PATIENCE);
            while (!areLed(admin)) {
                if (Instant.now().isAfter(end)) throw new IOException("not all topics have leaders after " + PATIENCE);
                Thread.sleep(BETWEEN_QUESTIONS.toMillis());
            }
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

    private static void create(Admin admin, Topic topic) throws ExecutionException, InterruptedException {
        NewTopic created =
                new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.config());
        try {
            admin.createTopics(List.of(created)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) throw e;
        }
    }
}
