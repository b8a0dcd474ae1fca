package io.tideline.spark.output;

import io.tideline.spark.job.Settings;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/** Rows with key, value and perhaps headers to a Kafka topic. At least once: readers drop what they saw, by the id in the value. */
public final class KafkaOutput {

    private KafkaOutput() {}

    public static DataStreamWriter<Row> stream(Dataset<Row> records, Settings settings, String topic) {
        return records.writeStream()
                .format("kafka")
                .options(settings.kafka().options())
                .option("kafka.acks", "all")
                .option("kafka.linger.ms", "0")
                .option("topic", topic);
    }
}
