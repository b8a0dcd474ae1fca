package io.tideline.spark.flag;

import static io.tideline.spark.input.ReadingRows.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tideline.avro.Flag;
import io.tideline.spark.input.AvroFormat;
import io.tideline.spark.input.Decoded;
import io.tideline.spark.input.ReadingRows;
import io.tideline.spark.output.Envelope;
import io.tideline.spark.rule.RuleComplaint;
import io.tideline.spark.rule.TestRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FlagsTest {

    private static final TestRules RULES = TestRules.of(
            "{'id':'heat','name':'Heat','severity':'CRITICAL','series':{},'condition':{'kind':'threshold','above':100,'unit':'[degF]'},"
                    + "'message':'{entity} is {value} {unit}'}",
            "{'id':'pressure','name':'Pressure','severity':'INFO','series':{},'condition':{'kind':'threshold','above':1,'unit':'Pa'},'message':'-'}");

    @Test
    void aReadingThatBreaksAThresholdInAnotherUnitBecomesAFlag() {
        List<Row> records = flags(
                reading("phoenix", "2026-11-23T10:00:00Z", 38, 0), reading("berlin", "2026-11-23T10:00:00Z", 37, 0));

        assertThat(records).hasSize(1);
        assertThat(new String(records.get(0).<byte[]>getAs("key"), StandardCharsets.UTF_8))
                .isEqualTo("simulator/phoenix/temperature");
        assertThat(flag(records.get(0)))
                .extracting(
                        Flag::getRuleId,
                        Flag::getValue,
                        Flag::getUnit,
                        Flag::getThreshold,
                        Flag::getThresholdUnit,
                        Flag::getMessage)
                .containsExactly("heat", 38.0, "Cel", 100.0, "[degF]", "phoenix is 38 Cel");
    }

    @Test
    void aRepeatedReadingHasTheSameFlagAndACorrectedOneAnother() {
        List<Row> records = flags(
                reading("phoenix", "2026-11-23T10:00:00Z", 38, 0),
                reading("phoenix", "2026-11-23T10:00:00Z", 38, 0),
                reading("phoenix", "2026-11-23T10:00:00Z", 39, 1));

        List<String> ids =
                records.stream().map(FlagsTest::flag).map(Flag::getFlagId).toList();

        assertThat(ids).hasSize(3);
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void aRuleThatCannotJudgeTheUnitComplains() {
        TestRules.complaints().clear();

        flags(reading("phoenix", "2026-11-23T10:00:00Z", 20, 0));

        assertThat(TestRules.complaints())
                .extracting(RuleComplaint::ruleId, RuleComplaint::series)
                .containsExactly(tuple("pressure", "simulator/phoenix/temperature"));
    }

    private static List<Row> flags(Row... readings) {
        Dataset<Row> rows = ReadingRows.of(readings);
        return Flags.of(rows, RULES, RULES, new Envelope(7)).collectAsList();
    }

    private static Flag flag(Row record) {
        AvroFormat<Flag> format = new AvroFormat<>(Flag.getClassSchema(), id -> Optional.of(Flag.getClassSchema()));
        try {
            return ((Decoded.Accepted<Flag>) format.decode(record.getAs("value"))).message();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
