package io.tideline.api.control;

import io.quarkus.scheduler.Scheduled;
import io.tideline.api.kafka.Kafka;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks Kafka every few seconds how far everything is, and remembers ten minutes of answers: rates and verdicts come from those. */
@Singleton
class KafkaSamples {

    private static final Logger LOG = Logger.getLogger(KafkaSamples.class);
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Admin admin;
    private final Clock clock;
    private volatile List<KafkaSample> samples = List.of();

    KafkaSamples(Kafka kafka, Clock clock) {
        this.admin = kafka.admin();
        this.clock = clock;
    }

    /** The samples, oldest first. */
    List<KafkaSample> all() {
        return samples;
    }

    @Nullable
    KafkaSample newest() {
        List<KafkaSample> known = samples;
        return known.isEmpty() ? null : known.get(known.size() - 1);
    }

    /** The newest sample that is at least so old, or the oldest there is. */
    @Nullable
    KafkaSample before(Duration age) {
        List<KafkaSample> known = samples;
        Instant then = clock.instant().minus(age);
        for (int i = known.size() - 1; i >= 0; i--) {
            if (!known.get(i).at().isAfter(then)) {
                return known.get(i);
            }
        }
        return known.isEmpty() ? null : known.get(0);
    }

    @Scheduled(every = "4s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void take() throws InterruptedException {
        try {
            KafkaSample sample = new KafkaSample(clock.instant(), ends(), commits(), groups());
            List<KafkaSample> next = new ArrayList<>(samples);
            next.removeIf(old -> old.at().isBefore(sample.at().minus(KEPT)));
            next.add(sample);
            samples = List.copyOf(next);
        } catch (ExecutionException e) {
            LOG.debugf("kafka=not-sampled error=\"%s\"", e.getMessage());
        }
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicDescription topic : topics()) {
            topic.partitions()
                    .forEach(partition ->
                            wanted.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** The topics that are not Kafka's own. */
    List<TopicDescription> topics() throws ExecutionException, InterruptedException {
        return List.copyOf(admin.describeTopics(admin.listTopics().names().get())
                .allTopicNames()
                .get()
                .values());
    }

    private Map<String, Map<TopicPartition, Long>> commits() throws ExecutionException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
        for (String group : groupNames()) {
            wanted.put(group, new ListConsumerGroupOffsetsSpec());
        }
        Map<String, Map<TopicPartition, Long>> commits = new HashMap<>();
        for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> group :
                admin.listConsumerGroupOffsets(wanted).all().get().entrySet()) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            group.getValue().forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
            commits.put(group.getKey(), Map.copyOf(offsets));
        }
        return commits;
    }

    private List<KafkaSample.GroupFact> groups() throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(groupNames()).all().get().values().stream()
                .map(KafkaSamples::fact)
                .toList();
    }

    private static KafkaSample.GroupFact fact(ConsumerGroupDescription group) {
        return new KafkaSample.GroupFact(group.groupId(), group.members().size());
    }

    private List<String> groupNames() throws ExecutionException, InterruptedException {
        return admin.listGroups(ListGroupsOptions.forConsumerGroups()).valid().get().stream()
                .map(GroupListing::groupId)
                .toList();
    }
}
