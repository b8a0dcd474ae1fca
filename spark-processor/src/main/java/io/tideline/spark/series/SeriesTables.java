package io.tideline.spark.series;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Readings to the rows of the tables {@code reading}, {@code latest_reading} and {@code source_seen}. */
public final class SeriesTables {

    /**
     * Column with the write time of a row in microseconds, for {@code USING TIMESTAMP}. It follows the reading's own time and its revision: of two readings the
     * newer one wins, and of two values of one reading the correction, whichever is written last.
     */
    public static final String WRITE_TIME = "write_time";

    private SeriesTables() {}

    /** Rows of the table of all readings. */
    public static Dataset<Row> readings(Dataset<Row> readings) {
        return timed(readings).withColumn("day", expr("to_date(observed_at)"));
    }

    /** Rows of {@code latest_reading}: one for each series. */
    public static Dataset<Row> latest(Dataset<Row> readings) {
        return timed(readings.groupBy("source", "entity", "metric")
                .agg(max_by(
                                struct("value", "unit", "observed_ms", "fetched_ms", "revision"),
                                struct("observed_ms", "revision", "fetched_ms"))
                        .as("newest"))
                .select("source", "entity", "metric", "newest.*"));
    }

    /** Rows of {@code source_seen}. */
    public static Dataset<Row> sources(Dataset<Row> readings) {
        return readings.select(lit(0).as("bucket"), col("source")).distinct();
    }

    private static Dataset<Row> timed(Dataset<Row> readings) {
        return readings.withColumn("observed_at", expr("timestamp_millis(observed_ms)"))
                .withColumn("fetched_at", expr("timestamp_millis(fetched_ms)"))
                .withColumn(WRITE_TIME, expr("observed_ms * 1000 + least(revision, 999)"))
                .drop("observed_ms", "fetched_ms");
    }
}
