package io.tideline.spark.input;

import io.tideline.spark.LocalSpark;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of readings for tests. */
public final class ReadingRows {

    private ReadingRows() {}

    public static Dataset<Row> of(Row... rows) {
        return LocalSpark.rows(ReadingDecoder.READING, List.of(rows));
    }

    public static Row reading(String entity, String observedAt, double value, int revision) {
        Instant observed = Instant.parse(observedAt);
        return RowFactory.create(
                "simulator",
                entity,
                "temperature",
                value,
                "Cel",
                observed.toEpochMilli(),
                observed.plusSeconds(1L + revision).toEpochMilli(),
                revision);
    }
}
