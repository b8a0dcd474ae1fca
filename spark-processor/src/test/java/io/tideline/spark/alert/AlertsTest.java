package io.tideline.spark.alert;

import static io.tideline.spark.input.ReadingRows.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.avro.AlertEvent;
import io.tideline.spark.LocalSpark;
import io.tideline.spark.input.AvroFormat;
import io.tideline.spark.input.Decoded;
import io.tideline.spark.input.ReadingRows;
import io.tideline.spark.output.Envelope;
import io.tideline.spark.rule.TestRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final TestRules RULES = TestRules.of(
            "{'id':'heat','name':'Heat','severity':'CRITICAL','series':{},'condition':{'kind':'threshold','above':100,'clear':98,'unit':'[degF]'},'message':'hot'}");

    @Test
    void readingsInAnyOrderBecomeTheStepsOfTheirAlertsKeyedByTheirSeries() {
        Dataset<Row> readings = ReadingRows.of(
                reading("phoenix", "2026-11-23T10:02:00Z", 20, 0),
                reading("phoenix", "2026-11-23T10:01:00Z", 39, 0),
                reading("berlin", "2026-11-23T10:00:00Z", 7, 0),
                reading("phoenix", "2026-11-23T10:00:00Z", 30, 0));
        Dataset<Row> clock = LocalSpark.session().range(3).toDF();

        List<Row> records = Alerts.of(readings, clock, RULES, RULES, Duration.ofMinutes(10), new Envelope(7))
                .collectAsList();

        assertThat(records)
                .extracting(record -> new String(record.<byte[]>getAs("key"), StandardCharsets.UTF_8))
                .containsOnly("simulator/phoenix/temperature");
        assertThat(records.stream().map(AlertsTest::event))
                .extracting(event -> event.getState() + " " + event.getAt())
                .containsExactly("FIRING 2026-11-23T10:01:00Z", "RESOLVED 2026-11-23T10:02:00Z");
    }

    @Test
    void aTickReachesEveryShardOnceHoweverManyTicksWereMissed() {
        Dataset<Row> ticks =
                Shards.ticks(LocalSpark.session().range(0, 5000, 1, 1).toDF());

        assertThat(ticks.count()).isEqualTo(Shards.COUNT);
        assertThat(ticks.select("shard").distinct().count()).isEqualTo(Shards.COUNT);
        assertThat(ticks.filter("source is not null").count()).isZero();
    }

    private static AlertEvent event(Row record) {
        AvroFormat<AlertEvent> format =
                new AvroFormat<>(AlertEvent.getClassSchema(), id -> Optional.of(AlertEvent.getClassSchema()));
        try {
            return ((Decoded.Accepted<AlertEvent>) format.decode(record.getAs("value"))).message();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
