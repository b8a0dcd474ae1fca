package io.tideline.spark.window;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.types.StructType;

/** Readings to windows of one minute, five minutes and one hour, and windows to the rows of the table {@code reading_window}. */
public final class Windows {

    private static final StructType WINDOW = StructType.fromDDL(
            "source STRING, entity STRING, metric STRING, size STRING, start_ms BIGINT, end_ms BIGINT, count BIGINT, min DOUBLE, max DOUBLE,"
                    + " mean DOUBLE, sd DOUBLE, last DOUBLE, last_ms BIGINT, unit STRING, final BOOLEAN");

    private Windows() {}

    /** Every window that the readings change, as it then is, and once more when it becomes final. */
    public static Dataset<Row> of(Dataset<Row> readings, ReadingArchive archive, Lateness lateness) {
        MapFunction<Row, String> series = Windows::series;
        return readings.groupByKey(series, Encoders.STRING())
                .transformWithState(
                        new WindowProcessor(archive, lateness),
                        TimeMode.ProcessingTime(),
                        OutputMode.Update(),
                        Encoders.row(WINDOW));
    }

    /** Rows of {@code reading_window}. */
    public static Dataset<Row> rows(Dataset<Row> windows) {
        return windows.withColumn("window_start", expr("timestamp_millis(start_ms)"))
                .withColumn("window_end", expr("timestamp_millis(end_ms)"))
                .withColumn("last_at", expr("timestamp_millis(last_ms)"))
                .withColumn("bucket", expr("to_date(date_trunc(if(size = 'PT1H', 'MONTH', 'DAY'), window_start))"))
                .drop("start_ms", "end_ms", "last_ms");
    }

    private static String series(Row reading) {
        return reading.getString(0) + '/' + reading.getString(1) + '/' + reading.getString(2);
    }
}
