package io.tideline.api.control;

import io.tideline.api.cassandra.Cassandra;
import io.tideline.api.filter.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what deserves an alert in what is known about the pipeline. One cause is one finding: what only follows from a stuck hop
 * is left out. Pure, so that every fault can be tried without making it.
 */
final class Inspection {

    /**
     * What is asked for the watch alone.
     *
     * @param groups all consumer groups, not only those of the job
     * @param underReplicated partitions by topic that lack a replica
     * @param brokers how many answer, and how many did at most of late; null if Kafka does not answer
     * @param workers the same for Spark's workers; null if its master does not answer
     */
    record Cluster(
            List<GroupReport.Group> groups,
            Map<String, Long> underReplicated,
            @Nullable Present brokers,
            @Nullable Present workers,
            List<Cassandra.NodeFact> nodes) {}

    /** How many are there, of how many that should be. */
    record Present(int now, int most) {}

    private static final Map<String, String> NAMES = Map.of(
            "airflow", "Airflow",
            "scheduler", "The scheduler",
            "fetcher", "The fetcher",
            "postgresql", "PostgreSQL",
            "kafka", "Kafka",
            "spark", "Spark",
            "cassandra", "Cassandra",
            "alert-api", "The alert API");

    private final WatchConfig config;
    private final PipelineFacts facts;
    private final Pipeline.Picture picture;
    private final Cluster cluster;
    private final Set<String> everWorked;
    private final List<Finding> findings = new ArrayList<>();

    /** @param everWorked hops that were seen working since the start: the others may still be coming up */
    Inspection(
            WatchConfig config,
            PipelineFacts facts,
            Pipeline.Picture picture,
            Cluster cluster,
            Set<String> everWorked) {
        this.config = config;
        this.facts = facts;
        this.picture = picture;
        this.cluster = cluster;
        this.everWorked = everWorked;
    }

    List<Finding> findings() {
        picture.hops().stream().filter(hop -> hop.state() == Hop.State.STUCK).forEach(this::stuck);
        if (!isStuck("airflow") && !isStuck("fetcher")) {
            sources();
        }
        groups();
        outbox();
        workers();
        brokers();
        nodes();
        Set<Check> off = config.off().orElse(Set.of());
        return findings.stream()
                .filter(finding -> !off.contains(finding.check()))
                .toList();
    }

    private void stuck(Hop hop) {
        Instant worked = hop.lastWorkAt();
        Double still = worked == null ? null : seconds(Duration.between(worked, facts.now()));
        add(
                Check.HOP_STUCK,
                hop.hop(),
                still,
                seconds(config.stuckFor()),
                "s",
                everWorked.contains(hop.hop()) ? config.stuckFor() : config.settle(),
                NAMES.getOrDefault(hop.hop(), hop.hop()) + " is stuck"
                        + (hop.detail() == null ? "." : ": " + hop.detail()));
    }

    private void sources() {
        FetcherReport.Report fetcher = facts.fetcher();
        if (fetcher == null) {
            return;
        }
        for (FetcherReport.Source source : fetcher.sources()) {
            FetcherReport.Fetch last = source.last();
            if (!source.enabled() || facts.paused().contains(source.name()) || last == null) {
                continue;
            }
            Duration allowed = Pipeline.allowed(source, config);
            Instant started = last.startedAt();
            if (started != null && started.plus(allowed).isBefore(facts.now())) {
                add(
                        Check.NO_DATA,
                        source.name(),
                        seconds(Duration.between(started, facts.now())),
                        seconds(allowed),
                        "s",
                        Duration.ZERO,
                        source.name() + " was last fetched " + words(Duration.between(started, facts.now()))
                                + " ago; it should be every " + words(source.schedule()));
            } else if (last.state().equals("FAILED")) {
                add(
                        Check.FETCH_FAILING,
                        source.name(),
                        null,
                        null,
                        "",
                        config.failingFor(),
                        "The fetches of " + source.name() + " fail"
                                + (last.reason() == null ? "." : ": " + last.reason()));
            }
        }
    }

    private void groups() {
        Glob watched = new Glob(config.groups());
        for (GroupReport.Group group : cluster.groups()) {
            boolean follows = PipelineReport.QUERIES.contains(group.group()) && isStuck("spark");
            boolean behind = group.lagSeconds() > config.lag().toSeconds()
                    || group.verdict().isStanding();
            if (watched.matches(group.group()) && !follows && behind && group.verdict() != Verdict.REWIND) {
                add(
                        Check.LAG,
                        group.group(),
                        group.lagSeconds(),
                        seconds(config.lag()),
                        "s",
                        config.lag(),
                        String.format(
                                Locale.ROOT,
                                "%s is %s behind: %,d records wait (%s)",
                                group.group(),
                                words(Duration.ofMillis((long) (group.lagSeconds() * 1000))),
                                group.lagRecords(),
                                group.verdict()));
            }
        }
    }

    private void outbox() {
        Double waits = facts.fetcher() == null ? null : facts.fetcher().outboxSeconds();
        if (waits != null && waits > config.lag().toSeconds() && !isStuck("kafka")) {
            add(
                    Check.LAG,
                    "outbox",
                    waits,
                    seconds(config.lag()),
                    "s",
                    Duration.ZERO,
                    "Readings wait in the outbox for " + words(Duration.ofSeconds(waits.longValue()))
                            + " and do not reach Kafka");
        }
    }

    private void workers() {
        Present workers = cluster.workers();
        if (workers != null && workers.now() < workers.most()) {
            missing(Check.WORKER_DEAD, "spark", workers, "1", "Spark workers are alive");
        }
    }

    private void brokers() {
        Present brokers = cluster.brokers();
        if (brokers != null && brokers.now() < brokers.most()) {
            missing(Check.BROKER_GONE, "kafka", brokers, "1", "brokers answer");
        }
        cluster.underReplicated()
                .forEach((topic, partitions) -> add(
                        Check.UNDER_REPLICATED,
                        topic,
                        (double) partitions,
                        0.0,
                        "1",
                        config.goneFor(),
                        partitions + (partitions == 1 ? " partition" : " partitions") + " of " + topic
                                + " lack a replica in sync"));
    }

    private void nodes() {
        if (isStuck("cassandra")) {
            return;
        }
        for (Cassandra.NodeFact node : cluster.nodes()) {
            if (!node.up()) {
                add(
                        Check.NODE_DOWN,
                        node.address(),
                        null,
                        null,
                        "",
                        config.goneFor(),
                        "The Cassandra node " + node.address() + " is down");
            }
        }
    }

    private void missing(Check check, String entity, Present present, String unit, String words) {
        add(
                check,
                entity,
                (double) present.now(),
                (double) present.most(),
                unit,
                config.goneFor(),
                present.now() + " of " + present.most() + " " + words);
    }

    private void add(
            Check check,
            String entity,
            @Nullable Double value,
            @Nullable Double threshold,
            String unit,
            Duration holds,
            String message) {
        findings.add(new Finding(check, entity, value, threshold, unit, holds, message));
    }

    private boolean isStuck(String hop) {
        return picture.hops().stream().anyMatch(one -> one.hop().equals(hop) && one.state() == Hop.State.STUCK);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String words(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
