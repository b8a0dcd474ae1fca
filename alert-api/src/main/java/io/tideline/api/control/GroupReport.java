package io.tideline.api.control;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Consumer groups: how far behind, in records and in seconds, and whether that is a fault. */
@Singleton
class GroupReport {

    private static final int SHOWN = 40;
    private static final Duration RATE_OVER = Duration.ofMinutes(1);

    private final KafkaSamples samples;

    GroupReport(KafkaSamples samples) {
        this.samples = samples;
    }

    /**
     * One group.
     *
     * @param history the lag in records over the last ten minutes
     */
    record Group(
            String group,
            List<String> topics,
            int members,
            long lagRecords,
            double lagSeconds,
            List<Long> history,
            Verdict verdict) {}

    List<Group> groups() {
        KafkaSample now = samples.newest();
        if (now == null) {
            return List.of();
        }
        return now.groups().stream()
                .map(fact -> group(fact, now))
                .sorted(Comparator.comparing(Group::group))
                .toList();
    }

    private Group group(KafkaSample.GroupFact fact, KafkaSample now) {
        List<KafkaSample> all = samples.all();
        List<Long> history = new ArrayList<>();
        for (int i = Math.max(0, all.size() - SHOWN); i < all.size(); i++) {
            history.add(all.get(i).lag(fact.name()));
        }
        return new Group(
                fact.name(),
                now.commits(fact.name()).keySet().stream()
                        .map(TopicPartition::topic)
                        .distinct()
                        .sorted()
                        .toList(),
                fact.members(),
                now.lag(fact.name()),
                lagSeconds(fact.name()),
                history,
                verdict(fact.name(), now));
    }

    private Verdict verdict(String group, KafkaSample now) {
        return now.commits(group).keySet().stream()
                .map(partition -> Verdict.of(points(group, partition)))
                .reduce(Verdict.OK, Verdict::worse);
    }

    private List<Verdict.Point> points(String group, TopicPartition partition) {
        List<Verdict.Point> points = new ArrayList<>();
        for (KafkaSample sample : samples.all()) {
            Long committed = sample.commits(group).get(partition);
            if (committed != null) {
                points.add(new Verdict.Point(
                        sample.at().toEpochMilli(), committed, Math.max(0, sample.end(partition) - committed)));
            }
        }
        return points;
    }

    /** Records a second that a group has read of late; null while there is nothing to compare. */
    @Nullable
    Double rate(String group) {
        KafkaSample now = samples.newest();
        KafkaSample then = samples.before(RATE_OVER);
        return now == null || then == null || !then.at().isBefore(now.at())
                ? null
                : TopicReport.perSecond(now.committed(group) - then.committed(group), then, now);
    }

    /** The age of the oldest record that the group has not read, as far back as samples reach. */
    double lagSeconds(String group) {
        KafkaSample now = samples.newest();
        if (now == null) {
            return 0;
        }
        double worst = 0;
        for (var commit : now.commits(group).entrySet()) {
            if (now.end(commit.getKey()) > commit.getValue()) {
                Instant since = firstBeyond(commit.getKey(), commit.getValue());
                worst = Math.max(
                        worst,
                        since == null ? 0 : Duration.between(since, now.at()).toMillis() / 1000.0);
            }
        }
        return worst;
    }

    private @Nullable Instant firstBeyond(TopicPartition partition, long committed) {
        return samples.all().stream()
                .filter(sample -> sample.end(partition) > committed)
                .map(KafkaSample::at)
                .findFirst()
                .orElse(null);
    }
}
