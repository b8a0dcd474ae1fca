package io.tideline.api.control;

import io.smallrye.mutiny.Uni;
import io.tideline.api.live.FeedStatus;
import io.tideline.api.live.SourcePulse;
import io.tideline.api.series.SeriesTables;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gathers what every part tells, and has the pipeline judged. */
@Singleton
class PipelineReport {

    /** The consumer groups that the job commits for its queries. */
    static final List<String> QUERIES =
            List.of("tideline-flags", "tideline-series", "tideline-windows", "tideline-alerts", "tideline-history");

    /** Those of them that read every reading. */
    private static final List<String> READERS =
            List.of("tideline-flags", "tideline-series", "tideline-windows", "tideline-alerts");

    private final FetcherReport fetcher;
    private final SparkReport spark;
    private final GroupReport groups;
    private final TopicReport topics;
    private final SourcePulse pulse;
    private final FeedStatus feed;
    private final SeriesTables series;
    private final AirflowReport airflow;
    private final WatchConfig config;
    private final Clock clock;
    private final Growth fetches = new Growth();
    private final Growth rows = new Growth();

    PipelineReport(
            WatchConfig config,
            AirflowReport airflow,
            FetcherReport fetcher,
            SparkReport spark,
            GroupReport groups,
            TopicReport topics,
            SourcePulse pulse,
            FeedStatus feed,
            SeriesTables series,
            Clock clock) {
        this.fetcher = fetcher;
        this.spark = spark;
        this.groups = groups;
        this.topics = topics;
        this.pulse = pulse;
        this.feed = feed;
        this.series = series;
        this.airflow = airflow;
        this.config = config;
        this.clock = clock;
    }

    Uni<Pipeline.Picture> picture() {
        return facts().map(facts -> new Pipeline(facts, config).picture());
    }

    /** What every part tells now; a part that does not answer in time is a fact as well. */
    Uni<PipelineFacts> facts() {
        return Uni.combine()
                .all()
                .unis(airflow.report(), fetcher(), spark.spark(), stored())
                .asTuple()
                .map(answers -> facts(answers.getItem1(), answers.getItem2(), answers.getItem3(), answers.getItem4()));
    }

    private PipelineFacts facts(
            AirflowReport.Report scheduler,
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
                scheduler.works(),
                scheduler.paused(),
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
                flow(fetched),
                stored.orElse(null),
                feed.lag());
    }

    private Flow flow(Optional<FetcherReport.Report> fetched) {
        Double each = fetches.perSecond(
                clock.instant(), fetched.map(FetcherReport.Report::fetches).orElse(null));
        return new Flow(
                each == null ? null : each * 60,
                rows.perSecond(
                        clock.instant(), fetched.map(FetcherReport.Report::rows).orElse(null)),
                slowest(),
                groups.rate("tideline-series"));
    }

    private @Nullable Double slowest() {
        List<Double> known =
                READERS.stream().map(groups::rate).filter(Objects::nonNull).toList();
        return known.size() < READERS.size() ? null : Collections.min(known);
    }

    private Uni<Optional<FetcherReport.Report>> fetcher() {
        return fetcher.report().map(Optional::of).onFailure().recoverWithItem(Optional.empty());
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
