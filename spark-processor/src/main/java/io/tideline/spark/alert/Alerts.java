package io.tideline.spark.alert;

import io.tideline.spark.output.Envelope;
import io.tideline.spark.rule.RuleComplaints;
import io.tideline.spark.rule.RuleSource;
import java.time.Duration;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.types.StructType;

/** Readings to the records of the topic {@code alerts}: one for each step in the life of an alert. */
public final class Alerts {

    private static final StructType RECORD = StructType.fromDDL("key BINARY, value BINARY");

    private Alerts() {}

    /**
     * @param clock any rows, about one a second: they let time pass while no reading comes
     * @param lateness how far behind the newest reading of its series a reading may lie
     */
    public static Dataset<Row> of(
            Dataset<Row> readings,
            Dataset<Row> clock,
            RuleSource rules,
            RuleComplaints complaints,
            Duration lateness,
            Envelope envelope) {
        MapFunction<Row, Integer> shard = Shards::shard;
        return Shards.of(readings)
                .union(Shards.ticks(clock))
                .coalesce(tasks(readings.sparkSession()))
                .groupByKey(shard, Encoders.INT())
                .transformWithState(
                        new AlertProcessor(rules, complaints, lateness, envelope),
                        TimeMode.ProcessingTime(),
                        OutputMode.Append(),
                        Encoders.row(RECORD));
    }

    /** As many tasks read as keep state: a task for each partition of the topic and one for the clock would cost more than the few readings of a batch. */
    private static int tasks(SparkSession spark) {
        return Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions"));
    }
}
