package io.tideline.spark.output;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.tideline.spark.job.Settings;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/** Rows with key, value and perhaps headers to a Kafka topic. At least once: readers drop what they saw, by the id in the value. */
public final class KafkaOutput {

    private KafkaOutput() {}

    public static DataStreamWriter<Row> stream(Dataset<Row> records, Settings settings, String topic) {
        return records.writeStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", settings.kafka())
                .option("kafka.acks", "all")
                .option("kafka.linger.ms", "0")
                .option("topic", topic);
    }

    public static void write(Dataset<Row> records, Settings settings, String topic) {
        records.write()
                .format("kafka")
                .option("kafka.bootstrap.servers", settings.kafka())
                .option("kafka.acks", "all")
                .option("topic", topic)
                .save();
    }

    /** Rejected records as dead letters: the original key and bytes; where they came from and why they were rejected as headers. */
    public static Dataset<Row> deadLetters(Dataset<Row> rejected) {
        return rejected.select(
                col("key"),
                col("bytes").as("value"),
                array(header("reason"), header("detail"), header("topic"), header("partition"), header("offset"))
                        .as("headers"));
    }

    private static Column header(String name) {
        return struct(
                lit(name).as("key"), encode(col(name).cast("string"), "UTF-8").as("value"));
    }
}
