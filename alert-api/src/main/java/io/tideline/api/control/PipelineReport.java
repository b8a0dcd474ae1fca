package io.tideline.api.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tideline.api.live.FeedStatus;
import io.tideline.api.live.SourcePulse;
import io.tideline.api.series.SeriesTables;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Gathers what every part tells, and has the pipeline judged. */
@Singleton
class PipelineReport {

    private static final List<String> QUERIES =
            List.of("tideline-flags", "tideline-series", "tideline-windows", "tideline-alerts");

    private final FetcherReport fetcher;
    private final SparkReport spark;
    private final GroupReport groups;
    private final TopicReport topics;
    private final SourcePulse pulse;
    private final FeedStatus feed;
    private final SeriesTables series;
    private final Optional<Part> airflow;
    private final Clock clock;

    PipelineReport(
            ControlConfig config,
            FetcherReport fetcher,
            SparkReport spark,
            GroupReport groups,
            TopicReport topics,
            SourcePulse pulse,
            FeedStatus feed,
            SeriesTables series,
            ObjectMapper json,
            Clock clock) {
        this.fetcher = fetcher;
        this.spark = spark;
        this.groups = groups;
        this.topics = topics;
        this.pulse = pulse;
        this.feed = feed;
        this.series = series;
        this.airflow = config.airflowUrl().map(url -> new Part(url, config.patience(), json));
        this.clock = clock;
    }

    Uni<Pipeline.Picture> picture() {
        return Uni.combine()
                .all()
                .unis(airflow(), fetcher(), spark.spark(), stored())
                .asTuple()
                .map(answers -> new Pipeline(
                                facts(answers.getItem1(), answers.getItem2(), answers.getItem3(), answers.getItem4()))
                        .picture());
    }

    private PipelineFacts facts(
            Optional<Boolean> airflowWorks,
            Optional<FetcherReport.Report> fetched,
            SparkReport.Spark job,
            Optional<Map<String, Instant>> stored) {
        Map<String, Instant> heard = new HashMap<>();
        Map<String, Double> rates = new HashMap<>();
        fetched.map(FetcherReport.Report::sources).orElse(List.of()).forEach(source -> pulse.of(source.name())
                .ifPresent(beat -> {
                    heard.put(source.name(), beat.fetchedAt());
                    rates.put(source.name(), beat.rate());
                }));
        return new PipelineFacts(
                clock.instant(),
                airflowWorks.orElse(null),
                fetcher.isConfigured(),
                fetched.orElse(null),
                feed.kafkaAnswers(),
                topics.rateIn("readings"),
                groups.groups().stream()
                        .filter(group -> QUERIES.contains(group.group()))
                        .toList(),
                job,
                QUERIES.stream()
                        .map(spark::lastProgress)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                heard,
                rates,
                stored.orElse(null),
                feed.lag());
    }

    private Uni<Optional<FetcherReport.Report>> fetcher() {
        return fetcher.report().map(Optional::of).onFailure().recoverWithItem(Optional.empty());
    }

    /** Whether Airflow's scheduler is healthy; nothing where there is no Airflow. */
    private Uni<Optional<Boolean>> airflow() {
        return airflow.map(part -> part.get("/api/v2/monitor/health")
                        .map(health ->
                                health.path("scheduler").path("status").asText().equals("healthy"))
                        .onFailure()
                        .recoverWithItem(false)
                        .map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Map<String, Instant>>> stored() {
        return series.latestFetches()
                .collect()
                .in(
                        ConcurrentHashMap<String, Instant>::new,
                        (all, one) -> all.merge(one.source(), one.fetchedAt(), (a, b) -> a.isAfter(b) ? a : b))
                .map(all -> Optional.of(Map.copyOf(all)))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }
}
