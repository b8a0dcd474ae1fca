package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Flow FLOW = new Flow(2.0, 0.5, 0.3, 0.2);

    private Instant fetchedAt = NOW.minusSeconds(20);
    private String fetchState = "STORED";
    private @Nullable Boolean job = true;
    private boolean kafka = true;
    private long lag;
    private double lagSeconds;
    private Instant movedAt = NOW.minusSeconds(3);
    private @Nullable Map<String, Instant> stored = Map.of("simulator", NOW.minusSeconds(20));

    @Test
    void isAllWorkWhenAllWorks() {
        assertThat(states())
                .isEqualTo("scheduler WORKING, fetcher WORKING, postgresql WORKING, kafka WORKING, spark WORKING,"
                        + " cassandra WORKING, alert-api WORKING");
    }

    @Test
    void tellsHowMuchGoesThroughEveryHop() {
        assertThat(picture().hops())
                .extracting(hop -> hop.rate() + " " + hop.rateUnit())
                .containsExactly(
                        "2.0 fetches/min",
                        "0.5 readings/s",
                        "0.5 rows/s",
                        "1.5 records/s",
                        "0.3 records/s",
                        "0.2 rows/s",
                        "0.4 readings/s");
    }

    @Test
    void namesTheJobWhenItDoesNotAnswerAndCallsOnlyWhatFollowsStarved() {
        job = false;

        assertThat(states())
                .isEqualTo("scheduler WORKING, fetcher WORKING, postgresql WORKING, kafka WORKING, spark STUCK,"
                        + " cassandra STARVED, alert-api STARVED");
    }

    @Test
    void namesTheJobWhenRecordsWaitAndNothingIsRead() {
        lag = 12;
        lagSeconds = 25;
        movedAt = NOW.minusSeconds(60);

        Hop spark = picture().hops().get(4);
        assertThat(spark.state()).isEqualTo(Hop.State.STUCK);
        assertThat(spark.detail()).isEqualTo("Records wait and no query reads.");
        assertThat(spark.lagRecords()).isEqualTo(12);
    }

    @Test
    void callsAJobThatReadsButIsBehindSlow() {
        lag = 5000;
        lagSeconds = 45;

        assertThat(picture().hops().get(4).state()).isEqualTo(Hop.State.SLOW);
    }

    @Test
    void namesKafkaAndNotThoseThatReadFromIt() {
        kafka = false;

        assertThat(states()).contains("kafka STUCK, spark STARVED, cassandra STARVED");
    }

    @Test
    void namesTheFetcherWhenEverySourceIsLate() {
        fetchedAt = NOW.minus(Duration.ofMinutes(5));

        assertThat(states()).contains("fetcher STUCK, postgresql STARVED");
        assertThat(picture().hops().get(1).detail()).isEqualTo("Late for simulator.");
    }

    @Test
    void showsAFailingSourceOnItsOwnLine() {
        fetchState = "FAILED";

        Pipeline.Picture picture = picture();

        assertThat(picture.hops().get(1).state()).isEqualTo(Hop.State.SLOW);
        assertThat(picture.sources().get(0).hops().get(1).state()).isEqualTo(Hop.State.STUCK);
        assertThat(picture.sources().get(0).hops().get(1).detail()).isEqualTo("TIMEOUT");
    }

    @Test
    void namesCassandraWhenItDoesNotAnswer() {
        stored = null;

        assertThat(states()).endsWith("spark WORKING, cassandra STUCK, alert-api STARVED");
    }

    private String states() {
        return picture().hops().stream()
                .map(hop -> hop.hop() + " " + hop.state())
                .collect(Collectors.joining(", "));
    }

    private Pipeline.Picture picture() {
        FetcherReport.Fetch last = new FetcherReport.Fetch(
                "simulator", fetchState, fetchedAt, fetchedAt, 12, 0, fetchState.equals("FAILED") ? "TIMEOUT" : null);
        FetcherReport.Source source = new FetcherReport.Source("simulator", true, true, Duration.ofSeconds(30), last);
        GroupReport.Group group = new GroupReport.Group(
                "tideline-series", List.of("readings"), 0, lag, lagSeconds, List.of(), Verdict.OK);
        return new Pipeline(
                        new PipelineFacts(
                                NOW,
                                null,
                                Set.of(),
                                true,
                                new FetcherReport.Report(List.of(source), 0L, 0.0, 0.0, 0.0),
                                kafka,
                                1.5,
                                List.of(group),
                                new SparkReport.Spark(List.of(), List.of(), true, job, null, null),
                                movedAt,
                                Map.of("simulator", NOW.minusSeconds(20)),
                                Map.of("simulator", 0.4),
                                FLOW,
                                stored,
                                0),
                        WatchSettings.DEFAULT)
                .picture();
    }
}
