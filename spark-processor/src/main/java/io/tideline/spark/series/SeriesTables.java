package io.tideline.spark.series;

import static org.apache.spark.sql.functions.expr;

import io.tideline.rules.series.Observation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Readings to the rows of the table {@code reading}, and the write time of these and of {@code latest_reading}. */
public final class SeriesTables {

    /**
     * Column with the write time of a row in microseconds, for {@code USING TIMESTAMP}. It follows the reading's own time and its revision: of two readings the
     * newer one wins, and of two values of one reading the correction, whichever is written last.
     */
    public static final String WRITE_TIME = "write_time";

    private static final int MOST_REVISIONS = 999;
    private static final int MICROS = 1000;

    private SeriesTables() {}

    /** Rows of the table of all readings. */
    public static Dataset<Row> readings(Dataset<Row> readings) {
        return readings.withColumn("observed_at", expr("timestamp_millis(observed_ms)"))
                .withColumn("fetched_at", expr("timestamp_millis(fetched_ms)"))
                .withColumn(WRITE_TIME, expr("observed_ms * " + MICROS + " + least(revision, " + MOST_REVISIONS + ")"))
                .drop("observed_ms", "fetched_ms")
                .withColumn("day", expr("to_date(observed_at)"));
    }

    /** The write time of one reading. */
    static long writeTime(Observation reading) {
        return reading.observedAt().toEpochMilli() * MICROS + Math.min(reading.revision(), MOST_REVISIONS);
    }
}
