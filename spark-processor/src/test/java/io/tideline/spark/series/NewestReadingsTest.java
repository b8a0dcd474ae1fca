package io.tideline.spark.series;

import static io.tideline.spark.input.ReadingRows.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import io.tideline.spark.input.Observations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class NewestReadingsTest {

    @Test
    void keepsTheNewestReadingOfEachSeriesAndItsCorrectionInWhateverOrderTheyCome() {
        List<Row> readings = List.of(
                reading("phoenix", "2026-11-23T10:00:00Z", 38, 0),
                reading("phoenix", "2026-11-23T10:05:00Z", 41, 1),
                reading("phoenix", "2026-11-23T10:05:00Z", 40, 0),
                reading("berlin", "2026-11-23T09:00:00Z", 7, 0));

        Map<SeriesId, Observation> newest = new HashMap<>();
        readings.forEach(row -> NewestReadings.keep(newest, Observations.of(row)));

        assertThat(newest.values()).extracting(Observation::value).containsExactlyInAnyOrder(7.0, 41.0);
    }

    @Test
    void ofTwoLatestReadingsTheNewerOneHasTheLaterWriteTimeWhateverItsRevision() {
        Observation older = Observations.of(reading("phoenix", "2026-11-23T10:00:00.000Z", 38, 5000));
        Observation newer = Observations.of(reading("phoenix", "2026-11-23T10:00:00.001Z", 39, 0));

        assertThat(SeriesTables.writeTime(newer)).isGreaterThan(SeriesTables.writeTime(older));
    }
}
