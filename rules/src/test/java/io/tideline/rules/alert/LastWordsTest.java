package io.tideline.rules.alert;

import static io.tideline.rules.alert.Series.at;
import static io.tideline.rules.alert.Series.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.RuleText;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private static final String ABOVE_100 = "{\"kind\": \"threshold\", \"above\": 100, \"unit\": \"[degF]\"}";
    private static final String SILENT_FOR_A_MINUTE = "{\"kind\": \"silence\", \"longerThan\": \"PT1M\"}";

    private final Story story = new Story();

    private static AlertLife life(String condition) {
        return AlertLife.of(RuleText.rule(condition), Series.ID, Duration.ofMinutes(1));
    }

    private String last() {
        return story.step(story.steps().size() - 1).message();
    }

    @Test
    void doNotSayOfAReadingThatClearsThatItIsAboveTheThreshold() {
        AlertLife life = life(ABOVE_100);

        story.read(life, life.begin(), reading(0, 40.5), reading(10, 11.6));

        assertThat(last()).isEqualTo("Resolved: Heat. phoenix temperature: now 11.6 Cel, worst 40.5 Cel.");
    }

    @Test
    void sayThatASilentSeriesSendsReadingsAgain() {
        AlertLife life = life(SILENT_FOR_A_MINUTE);

        LifeState state = story.read(life, life.begin(), reading(0, 20));
        story.read(life, story.take(life.at(state, at(75))), reading(80, 20));

        assertThat(last()).isEqualTo("Resolved: Heat. phoenix temperature sends readings again.");
    }

    @Test
    void sayThatTheRuleWasDeleted() {
        AlertLife life = life(ABOVE_100);

        story.take(AlertLife.ruleDeleted(story.read(life, life.begin(), reading(0, 40))));

        assertThat(last())
                .isEqualTo("Ended, since its rule was deleted: Heat. phoenix temperature: last 40 Cel, worst 40 Cel.");
    }

    @Test
    void sayThatALateReadingShowsThatItWasNotAsTold() {
        AlertLife life = life(ABOVE_100);

        story.read(life, life.begin(), reading(0, 20), reading(20, 40), reading(10, 40));

        assertThat(story.steps()).anySatisfy(step -> {
            assertThat(step.reason()).isEqualTo(Reason.CORRECTED);
            assertThat(step.message())
                    .isEqualTo("Withdrawn: Heat. A late or corrected reading of phoenix temperature shows that it was"
                            + " not as told.");
        });
    }
}
