package io.tideline.rules.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.RuleText;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertLifeTest {
    static final SeriesId SERIES = SeriesId.parse("simulator/phoenix/temperature");
    static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

    static Observation cel(long second, double value) {
        Instant at = NOON.plusSeconds(second);
        return new Observation(SERIES, at, at.plusMillis(500), value, "Cel", 0);
    }

    @Test
    void firesOnACelsiusReadingAboveAFahrenheitThreshold() {
        AlertLife life = AlertLife.of(
                RuleText.rule("{\"kind\": \"threshold\", \"above\": 100, \"unit\": \"[degF]\"}"),
                SERIES,
                Duration.ZERO);

        Outcome outcome = life.on(life.begin(), cel(0, 38));

        System.out.println(outcome.steps());
        assertThat(outcome.steps()).singleElement().satisfies(step -> {
            assertThat(step.state()).isEqualTo(AlertState.FIRING);
            assertThat(step.sequence()).isEqualTo(1);
        });
        outcome = life.on(LifeState.fromBytes(outcome.state().toBytes()), cel(1, 37));
        System.out.println(outcome.steps());
        System.out.println(outcome.state().toBytes().length);
    }
}
