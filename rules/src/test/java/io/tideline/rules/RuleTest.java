package io.tideline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RuleTest {
    private static final SeriesId PHOENIX = SeriesId.parse("simulator/phoenix/temperature");
    private static final Rule ABOVE_100_F =
            RuleText.rule("{\"kind\": \"threshold\", \"above\": 100, \"unit\": \"[degF]\"}");
    private static final Rule BELOW_FREEZING =
            RuleText.rule("{\"kind\": \"threshold\", \"below\": 32, \"unit\": \"[degF]\"}");

    private static Observation reading(double value, String unit, int revision) {
        return new Observation(
                PHOENIX,
                Instant.parse("2026-07-01T12:00:00Z"),
                Instant.parse("2026-07-01T12:00:01Z"),
                value,
                unit,
                revision);
    }

    @Test
    void flagsAReadingInAnotherUnitOfTheSameDimension() {
        Judgement judgement = ABOVE_100_F.judge(reading(38, "Cel", 0));

        assertThat(judgement).isInstanceOfSatisfying(Judgement.Broken.class, broken -> {
            assertThat(broken.flag().threshold()).isEqualTo(100);
            assertThat(broken.flag().thresholdUnit()).isEqualTo("[degF]");
            assertThat(broken.flag().reading().value()).isEqualTo(38);
            assertThat(broken.flag().message()).isEqualTo("phoenix: temperature, 100 [degF]");
        });
    }

    @Test
    void givesAFlagTheSameIdEachTimeAndAnotherForARevision() {
        String id = flagId(ABOVE_100_F.judge(reading(38, "Cel", 0)));

        assertThat(flagId(ABOVE_100_F.judge(reading(38, "Cel", 0))))
                .isEqualTo(id)
                .hasSize(32);
        assertThat(flagId(ABOVE_100_F.judge(reading(38, "Cel", 1)))).isNotEqualTo(id);
    }

    private static String flagId(Judgement judgement) {
        return ((Judgement.Broken) judgement).flag().id();
    }

    @Test
    void isNotBrokenExactlyAtItsThresholdInWhateverUnit() {
        assertThat(BELOW_FREEZING.isBrokenBy(reading(0, "Cel", 0))).isFalse();
        assertThat(BELOW_FREEZING.isBrokenBy(reading(273.15, "K", 0))).isFalse();
        assertThat(BELOW_FREEZING.isBrokenBy(reading(-0.001, "Cel", 0))).isTrue();
        assertThat(ABOVE_100_F.isBrokenBy(reading(100, "[degF]", 0))).isFalse();
    }

    @Test
    void reportsAnErrorAndNoFlagForAnotherDimension() {
        Judgement judgement = ABOVE_100_F.judge(reading(500, "%", 0));

        assertThat(judgement).isInstanceOfSatisfying(Judgement.Unjudged.class, unjudged -> assertThat(
                        unjudged.error().message())
                .startsWith("readings come in '%', which cannot be converted to the rule's unit '[degF]'"));
        assertThat(ABOVE_100_F.isBrokenBy(reading(500, "%", 0))).isFalse();
    }

    @Test
    void isNeverBrokenByASingleReadingWhereTheConditionNeedsMore() {
        Rule silence = RuleText.rule("{\"kind\": \"silence\", \"longerThan\": \"PT1M\"}");

        assertThat(silence.judge(reading(38, "Cel", 0))).isInstanceOf(Judgement.Unbroken.class);
    }

    @Test
    void fillsItsMessage() {
        Rule rule = RuleText.parse("""
                {"id": "r", "name": "Heat", "severity": "INFO", "series": {}, "condition": {"kind": "threshold", "above": 1},
                 "message": "{rule} {severity} {series} {{{value}}} {unit} {threshold}{thresholdUnit} peak {peak} of {readings}"}
                """, 1);

        String message = rule.message(PHOENIX, new Figures(37.456, "Cel", 0.0012345, "1", 1234567.0, 3));

        assertThat(message).isEqualTo("Heat INFO simulator/phoenix/temperature {37.46} Cel 0.001231 peak 1234567 of 3");
    }
}
