package io.tideline.spark.series;

import static io.tideline.spark.input.ReadingRows.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.spark.input.Observations;
import io.tideline.spark.input.ReadingRows;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SeriesTablesTest {

    @Test
    void putsAReadingIntoThePartitionOfItsDayInUtc() {
        Row row = SeriesTables.readings(ReadingRows.of(reading("phoenix", "2026-11-23T23:59:59.999Z", 38, 0)))
                .collectAsList()
                .get(0);

        assertThat(row.<Date>getAs("day")).hasToString("2026-11-23");
        assertThat(row.<Timestamp>getAs("observed_at").toInstant())
                .isEqualTo(Instant.parse("2026-11-23T23:59:59.999Z"));
    }

    @Test
    void writesACorrectionWithALaterWriteTimeThanTheValueItCorrects() {
        Dataset<Row> rows = SeriesTables.readings(ReadingRows.of(
                reading("phoenix", "2026-11-23T10:00:00Z", 38, 0), reading("phoenix", "2026-11-23T10:00:00Z", 39, 1)));

        List<Row> byWriteTime = rows.orderBy(SeriesTables.WRITE_TIME).collectAsList();

        assertThat(byWriteTime).extracting(row -> row.<Double>getAs("value")).containsExactly(38.0, 39.0);
        assertThat(byWriteTime)
                .extracting(row -> row.<Long>getAs(SeriesTables.WRITE_TIME))
                .doesNotHaveDuplicates();
    }

    @Test
    void writesARowAtTheTimeAtWhichTheNewestReadingsWriteIt() {
        Row reading = reading("phoenix", "2026-11-23T10:00:00.001Z", 38, 5000);

        Row row = SeriesTables.readings(ReadingRows.of(reading)).collectAsList().get(0);

        assertThat(row.<Long>getAs(SeriesTables.WRITE_TIME))
                .isEqualTo(SeriesTables.writeTime(Observations.of(reading)));
    }
}
