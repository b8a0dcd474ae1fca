package io.tideline.rules.alert;

import static io.tideline.rules.alert.Series.at;
import static io.tideline.rules.alert.Series.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.RuleText;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LateReadingsTest {
    private static final String ABOVE_30 = "{\"kind\": \"threshold\", \"above\": 30, \"clear\": 28, \"unit\": \"Cel\"}";

    private final Story story = new Story();

    private static AlertLife life(String condition, String... further) {
        return AlertLife.of(RuleText.rule(condition, further), Series.ID, Duration.ofMinutes(1));
    }

    @Test
    void changesNothingOnARepeatedReadingAndOnAnOlderRevision() {
        AlertLife life = life(ABOVE_30);
        LifeState state = story.read(life, life.begin(), reading(0, 31, 1));

        Outcome repeated = life.on(state, reading(0, 31, 1));
        Outcome older = life.on(state, reading(0, 20, 0));

        assertThat(repeated.state()).isSameAs(state);
        assertThat(older.state()).isSameAs(state);
        assertThat(story.steps()).hasSize(1);
    }

    @Test
    void ignoresAReadingThatIsLaterThanAllowed() {
        AlertLife life = life(ABOVE_30);
        LifeState state = story.read(life, life.begin(), reading(0, 20), reading(100, 20));

        Outcome outcome = life.on(state, reading(39, 50));

        assertThat(outcome.state()).isSameAs(state);
        assertThat(outcome.steps()).isEmpty();
    }

    @Test
    void tellsAnAlertOfThePastWholeWhenALateReadingShowsIt() {
        AlertLife life = life(ABOVE_30);

        story.read(life, life.begin(), reading(0, 20), reading(20, 20), reading(10, 35));

        assertThat(story.states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(story.step(0).startsAt()).isEqualTo(at(10));
        assertThat(story.step(1).endsAt()).isEqualTo(at(20));
    }

    @Test
    void doesNotReopenWhatALateReadingOnlyMakesWorse() {
        AlertLife life = life(ABOVE_30);

        story.read(life, life.begin(), reading(0, 31), reading(20, 20), reading(10, 40));

        assertThat(story.states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.RESOLVED);
        assertThat(story.step(2).alertId()).isEqualTo(story.step(0).alertId());
        assertThat(story.step(2).endsAt()).isEqualTo(at(20));
        assertThat(story.step(2).peak()).isEqualTo(40);
        assertThat(story.step(2).readings()).isEqualTo(3);
    }

    @Test
    void correctsAnAlertThatBeganEarlierThanWasTold() {
        AlertLife life = life(ABOVE_30);

        LifeState state = story.read(life, life.begin(), reading(10, 31), reading(5, 32));

        assertThat(story.states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.FIRING);
        assertThat(story.step(1).reason()).isEqualTo(Reason.CORRECTED);
        assertThat(story.step(1).alertId()).isEqualTo(story.step(0).alertId());
        assertThat(story.step(2).startsAt()).isEqualTo(at(5));
        assertThat(story.step(2).alertId()).isNotEqualTo(story.step(0).alertId());
        assertThat(life.current(state))
                .hasValueSatisfying(alert -> assertThat(alert.startsAt()).isEqualTo(at(5)));
    }

    @Test
    void opensANewAlertWhereTheClearingReadingIsRevised() {
        AlertLife life = life(ABOVE_30);

        LifeState state = story.read(life, life.begin(), reading(0, 31), reading(10, 20), reading(10, 33, 1));

        assertThat(story.states())
                .containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.RESOLVED, AlertState.FIRING);
        assertThat(story.step(2).reason()).isEqualTo(Reason.CORRECTED);
        assertThat(story.step(3).startsAt()).isEqualTo(at(0));
        assertThat(story.step(3).alertId()).isNotEqualTo(story.step(0).alertId());
        assertThat(state.isAlive()).isTrue();
    }

    @Test
    void keepsABoundedStateHoweverManyReadingsComeWithinTheAllowedLateness() {
        AlertLife life = AlertLife.of(
                RuleText.rule(
                        "{\"kind\": \"window\", \"size\": \"PT1H\", \"aggregate\": \"mean\", \"above\": 30, \"unit\": \"Cel\"}"),
                Series.ID,
                Duration.ofHours(1));
        LifeState state = life.begin();

        for (int second = 0; second < 5000; second++) {
            state = life.on(state, reading(second, second % 7)).state();
        }

        assertThat(state.toBytes().length).isLessThan(50_000);
        assertThat(life.on(state, reading(4000, 9)).state()).isNotSameAs(state);
        assertThat(life.on(state, reading(3999, 9)).state()).isSameAs(state);
    }
}
