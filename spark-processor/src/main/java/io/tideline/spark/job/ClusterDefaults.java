package io.tideline.spark.job;

import io.tideline.spark.checkpoint.ForklessFileSystem;
import io.tideline.spark.checkpoint.ForklessFs;
import io.tideline.spark.output.SteadySessions;
import java.util.Map;
import org.apache.spark.SparkConf;

/** What the queries need of Spark. Whatever the submitter sets itself stays. */
public final class ClusterDefaults {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            // Small state on few cores: every partition of a shuffle costs a task and a commit for each batch.
            Map.entry("spark.sql.shuffle.partitions", "2"),
            Map.entry("spark.sql.adaptive.enabled", "false"),
            Map.entry("spark.locality.wait", "0s"),
            // Batches are small and many: writing code for each of them costs more than the faster code gives back. For
            // the queries where it does not, what was compiled once is kept: all of them together have more than the
            // hundred classes that Spark would keep, and would compile them again in every batch.
            Map.entry("spark.sql.codegen.wholeStage", "false"),
            Map.entry("spark.sql.codegen.factoryMode", "NO_CODEGEN"),
            Map.entry("spark.sql.codegen.cache.maxEntries", "1000"),
            Map.entry("spark.sql.ui.explainMode", "simple"),
            // Each query is a pool of its own: a long batch of one does not hold up another.
            Map.entry("spark.scheduler.mode", "FAIR"),
            Map.entry("spark.sql.session.timeZone", "UTC"),
            Map.entry(
                    "spark.sql.streaming.stateStore.providerClass",
                    "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider"),
            Map.entry("spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true"),
            Map.entry("spark.sql.streaming.stateStore.rocksdb.boundedMemoryUsage", "true"),
            Map.entry("spark.sql.streaming.stateStore.rocksdb.maxMemoryUsageMB", "96"),
            Map.entry("spark.sql.streaming.checkpoint.fileChecksum.enabled", "false"),
            Map.entry("spark.sql.streaming.minBatchesToRetain", "10"),
            Map.entry("spark.sql.streaming.metricsEnabled", "true"),
            Map.entry("spark.sql.streaming.stopTimeout", "20s"),
            Map.entry("spark.hadoop.fs.file.impl", ForklessFileSystem.class.getName()),
            Map.entry("spark.hadoop.fs.AbstractFileSystem.file.impl", ForklessFs.class.getName()),
            // The session of an executor must outlive the pause between two batches: opening one takes seconds.
            Map.entry("spark.cassandra.connection.keepAliveMS", "3600000"),
            Map.entry("spark.cassandra.connection.factory", SteadySessions.class.getName()),
            Map.entry("spark.cassandra.output.concurrent.writes", "32"),
            // Rows of one partition in one request, as many as Cassandra takes without a warning (5 kB). A series is
            // one
            // partition, and a task sees some hundreds of them in turns.
            Map.entry("spark.cassandra.output.batch.size.bytes", "4096"),
            Map.entry("spark.cassandra.output.batch.grouping.buffer.size", "2000"),
            Map.entry("spark.metrics.namespace", "tideline"),
            Map.entry("spark.metrics.staticSources.enabled", "true"),
            Map.entry("spark.ui.prometheus.enabled", "true"),
            // Rates, latencies and state of each query, and the driver's own figures, at /metrics/prometheus of the web
            // UI.
            Map.entry(
                    "spark.metrics.conf.driver.sink.prometheusServlet.class",
                    "org.apache.spark.metrics.sink.PrometheusServlet"),
            Map.entry("spark.metrics.conf.driver.sink.prometheusServlet.path", "/metrics/prometheus"),
            // What the web UI shows as stars: Spark's own list and the credentials of Kafka's clients.
            Map.entry("spark.redaction.regex", "(?i)secret|password|token|access[.]?key|jaas"),
            // The web UI remembers jobs in the driver's memory, and micro-batches make many.
            Map.entry("spark.ui.retainedJobs", "100"),
            Map.entry("spark.ui.retainedStages", "100"),
            Map.entry("spark.ui.retainedTasks", "1000"),
            Map.entry("spark.sql.ui.retainedExecutions", "20"),
            Map.entry("spark.sql.streaming.ui.retainedProgressUpdates", "60"));

    private ClusterDefaults() {}

    public static SparkConf apply(SparkConf conf) {
        DEFAULTS.forEach((name, value) -> conf.setIfMissing(name, value));
        return conf;
    }
}
