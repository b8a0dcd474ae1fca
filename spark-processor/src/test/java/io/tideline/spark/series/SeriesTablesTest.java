package io.tideline.spark.series;

import static io.tideline.spark.input.ReadingRows.reading;
import static org.assertj.core.api.Assertions.assertThat;

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
    void keepsTheNewestReadingOfEachSeriesAndItsCorrection() {
        Dataset<Row> rows = SeriesTables.latest(ReadingRows.of(
                reading("phoenix", "2026-11-23T10:00:00Z", 38, 0),
                reading("phoenix", "2026-11-23T10:05:00Z", 41, 1),
                reading("phoenix", "2026-11-23T10:05:00Z", 40, 0),
                reading("berlin", "2026-11-23T09:00:00Z", 7, 0)));

        List<Row> newest = rows.orderBy("entity").collectAsList();

        assertThat(newest).extracting(row -> row.<Double>getAs("value")).containsExactly(7.0, 41.0);
    }

    @Test
    void ofTwoLatestReadingsTheNewerOneHasTheLaterWriteTimeWhateverItsRevision() {
        long older = writeTime(reading("phoenix", "2026-11-23T10:00:00.000Z", 38, 5000));
        long newer = writeTime(reading("phoenix", "2026-11-23T10:00:00.001Z", 39, 0));

        assertThat(newer).isGreaterThan(older);
    }

    @Test
    void namesEachSourceOnce() {
        Dataset<Row> sources = SeriesTables.sources(ReadingRows.of(
                reading("phoenix", "2026-11-23T10:00:00Z", 38, 0), reading("berlin", "2026-11-23T10:00:00Z", 7, 0)));

        assertThat(sources.collectAsList()).extracting(row -> row.mkString("|")).containsExactly("0|simulator");
    }

    private static long writeTime(Row reading) {
        return SeriesTables.latest(ReadingRows.of(reading))
                .collectAsList()
                .get(0)
                .getAs(SeriesTables.WRITE_TIME);
    }
}
