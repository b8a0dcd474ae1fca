package io.tideline.rules.alert;

import static io.tideline.rules.alert.Series.at;
import static io.tideline.rules.alert.Series.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.RuleText;
import io.tideline.rules.condition.RuleError;
import io.tideline.rules.condition.TimeAxis;
import io.tideline.rules.series.Observation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertLifeTest {
    private static final String ABOVE_30 = "{\"kind\": \"threshold\", \"above\": 30, \"clear\": 28, \"unit\": \"Cel\"}";
    private static final String SILENT_FOR_A_MINUTE = "{\"kind\": \"silence\", \"longerThan\": \"PT1M\"}";

    private final Story story = new Story();

    private static AlertLife life(String condition, String... further) {
        return AlertLife.of(RuleText.rule(condition, further), Series.ID, Duration.ofMinutes(1));
    }

    @Test
    void firesOnACelsiusReadingAboveAFahrenheitThreshold() {
        AlertLife life = life("{\"kind\": \"threshold\", \"above\": 100, \"unit\": \"[degF]\"}");

        story.read(life, life.begin(), reading(0, 38));

        assertThat(story.steps()).singleElement().satisfies(step -> {
            assertThat(step.state()).isEqualTo(AlertState.FIRING);
            assertThat(step.sequence()).isEqualTo(1);
            assertThat(step.value()).isEqualTo(38);
            assertThat(step.unit()).isEqualTo("Cel");
            assertThat(step.threshold()).isEqualTo(100);
            assertThat(step.thresholdUnit()).isEqualTo("[degF]");
            assertThat(step.startsAt()).isEqualTo(at(0));
            assertThat(step.firedAt()).isEqualTo(at(0));
            assertThat(step.fetchedAt()).isEqualTo(at(0));
            assertThat(step.endsAt()).isNull();
            assertThat(step.reason()).isNull();
            assertThat(step.message()).isEqualTo("phoenix: temperature, 100 [degF]");
        });
    }

    @Test
    void staysFiringBetweenTheThresholdAndTheClearThreshold() {
        AlertLife life = life(ABOVE_30);

        story.read(
                life, life.begin(), reading(0, 31), reading(10, 29), reading(20, 30), reading(30, 28), reading(40, 29));

        assertThat(story.states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(story.step(1).endsAt()).isEqualTo(at(30));
        assertThat(story.step(1).reason()).isEqualTo(Reason.CLEARED);
        assertThat(story.step(1).readings()).isEqualTo(4);
        assertThat(story.step(1).peak()).isEqualTo(31);
    }

    @Test
    void isPendingUntilTheRuleHasBeenBrokenForLongEnough() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");

        LifeState state = story.read(life, life.begin(), reading(0, 31), reading(30, 33));
        assertThat(life.nextTimer(state)).contains(at(60));
        story.take(life.at(state, at(60)));

        assertThat(story.states()).containsExactly(AlertState.PENDING, AlertState.FIRING);
        assertThat(story.step(0).firedAt()).isNull();
        assertThat(story.step(1).firedAt()).isEqualTo(at(60));
        assertThat(story.step(1).fetchedAt()).isNull();
        assertThat(story.step(1).peak()).isEqualTo(33);
        assertThat(story.step(1).alertId()).isEqualTo(story.step(0).alertId());
    }

    @Test
    void firesBeforeItTakesAReadingThatIsLaterThanItsTimer() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");

        story.read(life, life.begin(), reading(0, 31), reading(61, 20));

        assertThat(story.states()).containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
        assertThat(story.steps()).extracting(AlertStep::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void doesNotFireWhereAReadingClearsAtTheVeryInstantOfTheTimer() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");

        story.read(life, life.begin(), reading(0, 31), reading(60, 20));

        assertThat(story.states()).containsExactly(AlertState.PENDING, AlertState.RESOLVED);
        assertThat(story.step(1).firedAt()).isNull();
    }

    @Test
    void keepsFiringUntilItHasBeenClearForLongEnough() {
        AlertLife life = life(ABOVE_30, "\"keepFiringFor\": \"PT1M\"");

        LifeState state =
                story.read(life, life.begin(), reading(0, 31), reading(10, 20), reading(40, 32), reading(50, 20));
        assertThat(life.nextTimer(state)).contains(at(110));
        story.take(life.at(state, at(500)));

        assertThat(story.states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(story.step(1).endsAt()).isEqualTo(at(110));
    }

    @Test
    void neverAlertsOnAReadingOfAnotherDimension() {
        AlertLife life = life(ABOVE_30);
        Observation percent = new Observation(Series.ID, at(0), at(0), 90, "%", 0);

        Outcome outcome = life.on(life.begin(), percent);

        assertThat(outcome.steps()).isEmpty();
        assertThat(outcome.error())
                .isEqualTo(new RuleError("readings come in '%', which cannot be converted to the rule's unit 'Cel':"
                        + " change the unit of the rule, or select other series"));
    }

    @Test
    void goesOnInTheUnitInWhichTheAlertBegan() {
        AlertLife life = life(ABOVE_30);
        Observation fahrenheit = new Observation(Series.ID, at(10), at(10), 104, "[degF]", 0);

        LifeState state = story.read(life, life.begin(), reading(0, 31), fahrenheit);

        assertThat(life.current(state)).hasValueSatisfying(alert -> {
            assertThat(alert.unit()).isEqualTo("Cel");
            assertThat(alert.value()).isEqualTo(40);
            assertThat(alert.peak()).isEqualTo(40);
            assertThat(alert.sequence()).isEqualTo(1);
            assertThat(alert.readings()).isEqualTo(2);
        });
    }

    @Test
    void alertsOnSilenceByTheWallClock() {
        AlertLife life = life(SILENT_FOR_A_MINUTE);
        Observation hourOld = new Observation(Series.ID, at(-3600), at(0), 20, "Cel", 0);
        assertThat(life.axis()).isEqualTo(TimeAxis.PROCESSING_TIME);

        LifeState state = story.read(life, life.begin(), hourOld);
        assertThat(life.nextTimer(state)).contains(at(60));
        state = story.take(life.at(state, at(59)));
        assertThat(story.steps()).isEmpty();
        state = story.take(life.at(state, at(75)));
        story.read(life, state, reading(80, 20));

        assertThat(story.states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(story.step(0).startsAt()).isEqualTo(at(60));
        assertThat(story.step(0).value()).isNull();
        assertThat(story.step(0).message()).isEqualTo("phoenix: temperature, 60 s");
        assertThat(story.step(1).endsAt()).isEqualTo(at(80));
    }
}
