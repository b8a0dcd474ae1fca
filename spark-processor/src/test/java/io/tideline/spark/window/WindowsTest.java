package io.tideline.spark.window;

import static io.tideline.spark.input.ReadingRows.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.spark.input.ReadingRows;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final Lateness LATENESS = new Lateness(Duration.ofMinutes(2), Duration.ofHours(1));

    @Test
    void givesTheRowsOfTheTableForEverySize() {
        Dataset<Row> readings = ReadingRows.of(
                reading("phoenix", "2026-11-23T10:00:00Z", 38, 0),
                reading("phoenix", "2026-11-23T10:00:30Z", 40, 0),
                reading("phoenix", "2026-11-23T10:01:30Z", 42, 0),
                reading("berlin", "2026-11-23T10:00:00Z", 7, 0));

        List<String> rows = Windows.rows(Windows.of(readings, (series, from, to) -> List.of(), LATENESS))
                .filter("entity = 'phoenix'")
                .selectExpr(
                        "size",
                        "bucket",
                        "window_start",
                        "window_end",
                        "count",
                        "min",
                        "max",
                        "mean",
                        "round(sd, 3)",
                        "last",
                        "last_at",
                        "unit")
                .orderBy("size", "window_start")
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .toList();

        assertThat(rows)
                .containsExactly(
                        "PT1H 2026-11-01 2026-11-23 10:00:00.0 2026-11-23 11:00:00.0 3 38.0 42.0 40.0 1.633 42.0 2026-11-23 10:01:30.0 Cel",
                        "PT1M 2026-11-23 2026-11-23 10:00:00.0 2026-11-23 10:01:00.0 2 38.0 40.0 39.0 1.0 40.0 2026-11-23 10:00:30.0 Cel",
                        "PT1M 2026-11-23 2026-11-23 10:01:00.0 2026-11-23 10:02:00.0 1 42.0 42.0 42.0 0.0 42.0 2026-11-23 10:01:30.0 Cel",
                        "PT5M 2026-11-23 2026-11-23 10:00:00.0 2026-11-23 10:05:00.0 3 38.0 42.0 40.0 1.633 42.0 2026-11-23 10:01:30.0 Cel");
    }
}
