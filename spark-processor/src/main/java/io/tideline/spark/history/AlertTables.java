package io.tideline.spark.history;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.tideline.spark.input.WriterSchemas;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Records of the topic {@code alerts} to the rows of the tables of alerts. */
public final class AlertTables {

    /**
     * Column with the write time in microseconds. It follows the sequence within an alert: whatever order or however often the steps of an alert are written, its last
     * one stays.
     */
    static final String WRITE_TIME = "write_time";

    /** The parts of the keys of other tables that a row has beside the columns of {@code alert}. */
    static final String[] KEYS = {"bucket", "day", "month"};

    private AlertTables() {}

    /** One row for each step, with the columns of {@code alert} and {@link #KEYS}. */
    static Dataset<Row> steps(Dataset<Row> records, WriterSchemas schemas) {
        return AlertEventDecoder.decode(records, schemas)
                .withColumn("starts_at", expr("timestamp_millis(starts_ms)"))
                .withColumn("fired_at", expr("timestamp_millis(fired_ms)"))
                .withColumn("ends_at", expr("timestamp_millis(ends_ms)"))
                .withColumn("at", expr("timestamp_millis(at_ms)"))
                .withColumn("fetched_at", expr("timestamp_millis(fetched_ms)"))
                .withColumn(WRITE_TIME, expr("starts_ms * 1000 + sequence"))
                .drop("starts_ms", "fired_ms", "ends_ms", "at_ms", "fetched_ms")
                .withColumn("bucket", lit(0))
                .withColumn("day", expr("to_date(starts_at)"))
                .withColumn("month", expr("to_date(date_trunc('MONTH', starts_at))"));
    }
}
