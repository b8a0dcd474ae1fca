package io.tideline.api.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the pipeline at one instant, gathered from all parts. Null is what nobody knows.
 *
 * @param airflow whether its scheduler works; null if nobody said where Airflow is
 * @param paused sources that somebody has paused: nothing is expected of them
 * @param groups of the job's queries
 * @param jobMovedAt when the committed offsets of any query last moved
 * @param rates readings a second of each source, as they were read from Kafka
 * @param heard newest fetch of each source that was read from Kafka
 * @param stored newest fetch of each source in Cassandra; null if it does not answer
 */
record PipelineFacts(
        Instant now,
        @Nullable Boolean airflow,
        Set<String> paused,
        boolean fetcherIsConfigured,
        FetcherReport.@Nullable Report fetcher,
        boolean kafkaAnswers,
        @Nullable Double readingsIn,
        List<GroupReport.Group> groups,
        SparkReport.Spark spark,
        @Nullable Instant jobMovedAt,
        Map<String, Instant> heard,
        Map<String, Double> rates,
        Flow flow,
        @Nullable Map<String, Instant> stored,
        long feedLag) {}
