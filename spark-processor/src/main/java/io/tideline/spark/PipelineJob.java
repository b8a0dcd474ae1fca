package io.tideline.spark;

import io.tideline.spark.job.ClusterDefaults;
import io.tideline.spark.job.EnvironmentProperties;
import io.tideline.spark.job.Prerequisites;
import io.tideline.spark.job.Queries;
import io.tideline.spark.job.Settings;
import io.tideline.spark.job.Shutdown;
import io.tideline.spark.job.Slots;
import io.tideline.spark.output.OffsetReporter;
import java.time.Duration;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job: readings from Kafka become flags, series, windows and alerts. One application, one query for each. */
public final class PipelineJob {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineJob.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private PipelineJob() {}

    public static void main(String[] arguments) throws Exception {
        SparkConf conf = ClusterDefaults.apply(EnvironmentProperties.apply(new SparkConf(), System.getenv()));
        Settings settings = Settings.from(conf);
        SparkSession spark =
                SparkSession.builder().config(conf).appName("tideline").getOrCreate();
        // The executors start while the servers are waited for.
        int partitions = Prerequisites.partitionsOfReadings(settings.kafka());
        Prerequisites.registry(settings.registry());
        Prerequisites.cassandra(conf);
        Slots.require(spark, partitions + 1, PATIENCE);

        Pipeline pipeline = Prerequisites.await(
                "The schemas of this release in the registry at " + settings.registry(),
                () -> Pipeline.of(spark, settings));
        OffsetReporter offsets = new OffsetReporter(settings.kafka(), Set.of("flags"));
        spark.streams().addListener(offsets);
        Queries queries = new Queries(spark, settings.checkpoints(), pipeline.incidents(), pipeline.queries());
        Shutdown.onSignal(queries, offsets);
        queries.start();
        queries.awaitRunning(PATIENCE);
        queries.awaitBatch("alerts", PATIENCE);
        LOG.info("event=ready queries={}", queries.names());
        queries.awaitStop();
        spark.stop();
    }
}
