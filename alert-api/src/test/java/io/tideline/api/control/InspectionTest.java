package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.api.cassandra.Cassandra;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InspectionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private WatchSettings settings = WatchSettings.DEFAULT;
    private Instant fetchedAt = NOW.minusSeconds(20);
    private String fetchState = "STORED";
    private Set<String> paused = Set.of();
    private boolean job = true;
    private double outboxSeconds;
    private @Nullable Map<String, Instant> stored = Map.of("simulator", NOW.minusSeconds(20));
    private double lagSeconds;
    private Verdict verdict = Verdict.OK;
    private String group = "tideline-history";
    private Map<String, Long> underReplicated = Map.of();
    private Inspection.Present brokers = new Inspection.Present(1, 1);
    private Inspection.Present workers = new Inspection.Present(2, 2);
    private boolean nodeIsUp = true;
    private Set<String> everWorked = Set.of("spark", "cassandra", "fetcher");

    @Test
    void findsNothingWhereAllWorks() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsTheStuckHopAndNotWhatFollowsFromIt() {
        job = false;
        group = "tideline-series";
        lagSeconds = 300;
        verdict = Verdict.STALL;

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.series()).isEqualTo("tideline/spark/hop-stuck");
            assertThat(finding.message()).isEqualTo("Spark is stuck: The job does not answer.");
            assertThat(finding.holds()).isEqualTo(Duration.ofSeconds(10));
        });
    }

    @Test
    void givesAHopThatNeverWorkedTimeToComeUp() {
        job = false;
        everWorked = Set.of();

        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.holds())
                .isEqualTo(Duration.ofMinutes(2)));
    }

    @Test
    void findsCassandraWhenItDoesNotAnswer() {
        stored = null;
        nodeIsUp = false;

        assertThat(findings()).extracting(Finding::series).containsExactly("tideline/cassandra/hop-stuck");
    }

    @Test
    void findsASourceThatIsLate() {
        fetchedAt = NOW.minusSeconds(106);

        assertThat(findings())
                .filteredOn(finding -> finding.check() == Check.NO_DATA)
                .isEmpty();
        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .isEqualTo("The fetcher is stuck: Late for simulator."));
    }

    @Test
    void findsTheOneSourceThatIsLateAmongOthers() {
        fetchedAt = NOW.minusSeconds(106);
        List<FetcherReport.Source> sources = List.of(source("simulator", fetchedAt), source("other", NOW));

        assertThat(findings(sources)).singleElement().satisfies(finding -> {
            assertThat(finding.series()).isEqualTo("tideline/simulator/no-data");
            assertThat(finding.value()).isEqualTo(106);
            assertThat(finding.threshold()).isEqualTo(105);
            assertThat(finding.message()).isEqualTo("simulator was last fetched 106 s ago; it should be every 30 s");
        });
    }

    @Test
    void expectsNothingOfAPausedSource() {
        fetchedAt = NOW.minusSeconds(3600);
        paused = Set.of("simulator");

        assertThat(findings()).isEmpty();
    }

    @Test
    void findsAFailingFetch() {
        fetchState = "FAILED";

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.series()).isEqualTo("tideline/simulator/fetch-failing");
            assertThat(finding.message()).isEqualTo("The fetches of simulator fail: TIMEOUT");
            assertThat(finding.holds()).isEqualTo(Duration.ofMinutes(1));
        });
    }

    @Test
    void findsTheHistoryQueryThatFallsBehind() {
        lagSeconds = 61;

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.series()).isEqualTo("tideline/tideline-history/lag");
            assertThat(finding.message()).isEqualTo("tideline-history is 61 s behind: 1,204 records wait (OK)");
        });
    }

    @Test
    void leavesAGroupAloneThatSomebodyMovedBackOrThatIsNotWatched() {
        lagSeconds = 600;
        verdict = Verdict.REWIND;
        assertThat(findings()).isEmpty();

        verdict = Verdict.STALL;
        group = "somebody-elses";
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsReadingsThatDoNotLeaveTheOutbox() {
        outboxSeconds = 75;

        assertThat(findings()).extracting(Finding::series).containsExactly("tideline/outbox/lag");
    }

    @Test
    void findsWhoIsMissing() {
        workers = new Inspection.Present(1, 2);
        brokers = new Inspection.Present(2, 3);
        underReplicated = Map.of("readings", 4L);
        nodeIsUp = false;

        assertThat(findings())
                .extracting(Finding::message)
                .containsExactlyInAnyOrder(
                        "1 of 2 Spark workers are alive",
                        "2 of 3 brokers answer",
                        "4 partitions of readings lack a replica in sync",
                        "The Cassandra node 10.0.0.1:9042 is down");
    }

    @Test
    void leavesOutWhatIsSwitchedOff() {
        lagSeconds = 600;
        settings = settings.without(Check.LAG);

        assertThat(findings()).isEmpty();
    }

    private List<Finding> findings() {
        return findings(List.of(source("simulator", fetchedAt)));
    }

    private List<Finding> findings(List<FetcherReport.Source> sources) {
        PipelineFacts facts = new PipelineFacts(
                NOW,
                true,
                paused,
                true,
                new FetcherReport.Report(sources, 0L, outboxSeconds, null, null),
                true,
                1.5,
                List.of(),
                new SparkReport.Spark(List.of(), List.of(), true, job, null, null),
                NOW.minusSeconds(3),
                Map.of("simulator", NOW.minusSeconds(20)),
                Map.of("simulator", 0.4),
                Flow.UNKNOWN,
                stored,
                0);
        GroupReport.Group one =
                new GroupReport.Group(group, List.of("alerts"), 0, 1204, lagSeconds, List.of(), verdict);
        Inspection.Cluster cluster = new Inspection.Cluster(
                List.of(one),
                underReplicated,
                brokers,
                workers,
                List.of(new Cassandra.NodeFact("10.0.0.1:9042", nodeIsUp, "dc1")));
        return new Inspection(settings, facts, new Pipeline(facts, settings).picture(), cluster, everWorked).findings();
    }

    private FetcherReport.Source source(String name, Instant at) {
        FetcherReport.Fetch last = new FetcherReport.Fetch(
                name, fetchState, at, at, 12, 0, fetchState.equals("FAILED") ? "TIMEOUT" : null);
        return new FetcherReport.Source(name, true, true, Duration.ofSeconds(30), last);
    }
}
