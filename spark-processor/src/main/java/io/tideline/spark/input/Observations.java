package io.tideline.spark.input;

import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.time.Instant;
import org.apache.spark.sql.Row;

/** Rows of readings as the rules see them. */
public final class Observations {

    private Observations() {}

    /** @param reading a row with the columns of {@link ReadingDecoder#READING} */
    public static Observation of(Row reading) {
        return new Observation(
                new SeriesId(reading.getString(0), reading.getString(1), reading.getString(2)),
                Instant.ofEpochMilli(reading.getLong(5)),
                Instant.ofEpochMilli(reading.getLong(6)),
                reading.getDouble(3),
                reading.getString(4),
                reading.getInt(7));
    }
}
