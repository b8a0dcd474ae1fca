package io.tideline.spark.input;

import io.tideline.spark.job.Settings;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/** Records of a Kafka topic, from the oldest on, as a stream of rows with key, value, topic, partition and offset. */
public final class KafkaInput {

    /**
     * How long the broker may hold back an answer while it has no record. A consumer in a batch asks ahead when it has its records, and then for the end of the partition on
     * the same connection, where it is answered only after that: with Kafka's half a second every batch would wait so long for each partition that nothing comes to.
     */
    private static final int LONGEST_WAIT_MILLIS = 5;

    /**
     * How long the end of a partition may be asked for until it is asked anew. A question to a broker that has just died is not put to its successor: it waits for the
     * dead one to come back, a minute by default, and the query with it.
     */
    private static final int ANSWER_MILLIS = 15_000;

    /** So that a query waits for a broker for three minutes, as it would by default. */
    private static final int QUESTIONS = 12;

    private KafkaInput() {}

    /**
     * In micro-batches no larger than the settings allow: a backlog must fit into memory. Without what a transaction took back, as the pipeline watch
     * does with the steps of a leader that was replaced. Read by at most as many tasks as a shuffle has: one for each partition of the topic would cost more than the
     * few records of a batch.
     */
    public static Dataset<Row> batches(SparkSession spark, Settings settings, String topic) {
        return records(spark, settings, topic)
                .option("kafka." + ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .option("kafka." + ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LONGEST_WAIT_MILLIS)
                .option("maxOffsetsPerTrigger", settings.maxOffsetsPerTrigger())
                .load()
                .coalesce(Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions")));
    }

    /** One by one, for a query in real-time mode. */
    public static Dataset<Row> oneByOne(SparkSession spark, Settings settings, String topic) {
        return records(spark, settings, topic).load();
    }

    private static DataStreamReader records(SparkSession spark, Settings settings, String topic) {
        return spark.readStream()
                .format("kafka")
                .options(settings.kafka().options())
                .option("kafka." + CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS)
                .option("kafka." + CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS)
                .option("fetchOffset.numRetries", QUESTIONS)
                .option("subscribe", topic)
                .option("startingOffsets", "earliest");
    }
}
