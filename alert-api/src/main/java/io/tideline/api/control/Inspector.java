package io.tideline.api.control;

import io.tideline.api.cassandra.Cassandra;
import io.tideline.api.kafka.Kafka;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Looks at the whole pipeline for what deserves an alert. It remembers what it has seen, so one thread asks it, again and again. */
@Singleton
public class Inspector {

    /** Every part is asked with a patience of its own; this ends a question that none of them ends. */
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final PipelineReport report;
    private final GroupReport groups;
    private final TopicReport topics;
    private final Cassandra cassandra;
    private final Admin admin;
    private final WatchConfig config;
    private final Census workers = new Census();
    private final Census brokers = new Census();
    private final Set<String> everWorked = new HashSet<>();

    Inspector(
            PipelineReport report,
            GroupReport groups,
            TopicReport topics,
            Cassandra cassandra,
            Kafka kafka,
            WatchConfig config) {
        this.report = report;
        this.groups = groups;
        this.topics = topics;
        this.cassandra = cassandra;
        this.admin = kafka.admin();
        this.config = config;
    }

    /** What is wrong now; blocks until every part has answered or has let its time pass. */
    public List<Finding> findings() throws InterruptedException {
        PipelineFacts facts = report.facts().await().atMost(AT_MOST);
        Pipeline.Picture picture = new Pipeline(facts, config).picture();
        picture.hops().stream()
                .filter(hop -> hop.state() == Hop.State.WORKING || hop.state() == Hop.State.SLOW)
                .map(Hop::hop)
                .forEach(everWorked::add);
        return new Inspection(config, facts, picture, cluster(facts), everWorked).findings();
    }

    private Inspection.Cluster cluster(PipelineFacts facts) throws InterruptedException {
        return new Inspection.Cluster(
                groups.groups(),
                facts.kafkaAnswers() ? underReplicated() : Map.of(),
                facts.kafkaAnswers() ? brokers(facts.now()) : null,
                workers(facts),
                cassandra.nodes());
    }

    private Inspection.@Nullable Present workers(PipelineFacts facts) {
        if (!Boolean.TRUE.equals(facts.spark().masterAnswers())) {
            return null;
        }
        int alive = (int) facts.spark().workers().stream()
                .filter(worker -> worker.state().equals("ALIVE"))
                .count();
        int most = workers.most(facts.now(), alive);
        return new Inspection.Present(alive, config.workers().orElse(most));
    }

    private Inspection.@Nullable Present brokers(Instant now) throws InterruptedException {
        try {
            int answering = admin.describeCluster().nodes().get().size();
            return new Inspection.Present(answering, brokers.most(now, answering));
        } catch (ExecutionException e) { // that Kafka does not answer is a finding of its own
            return null;
        }
    }

    private Map<String, Long> underReplicated() throws InterruptedException {
        try {
            return topics.underReplicated();
        } catch (ExecutionException e) {
            return Map.of();
        }
    }
}
