package io.tideline.rules.alert;

import static io.tideline.rules.alert.Series.at;
import static io.tideline.rules.alert.Series.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.rules.Rule;
import io.tideline.rules.RuleText;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LifeStateTest {
    private static final String ABOVE_30 = "{\"kind\": \"threshold\", \"above\": 30, \"clear\": 28, \"unit\": \"Cel\"}";
    /** Of a PENDING alert. */
    private static final String WRITTEN_BEFORE =
            "01086865617402ffffffffffffffffff01c0c0e9d8e367068088e7d8e367000040340000000000000643656c00a09c010000"
                    + "403f0000000000000643656c00a09c01000040408000000000000643656c0002403936366461646362643931643336633566"
                    + "383363626533353533653234376330020868656174084865617410435249544943414c3a73696d756c61746f722f70686f65"
                    + "6e69782f74656d70657261747572650e50454e44494e4700127468726573686f6c6401403f0000000000000643656c01403e"
                    + "0000000000000643656c01403f00000000000002a0a4e8d8e3670000a0a4e8d8e36701a0a4e8d8e3673870686f656e69783a"
                    + "2074656d70657261747572652c2033302043656c0140408000000000000643656c01403e0000000000000643656c01404080"
                    + "000000000040080000000000000400180000feffffffffffffffff01";

    private final Story story = new Story();

    private static AlertLife life(String condition, String... further) {
        return AlertLife.of(RuleText.rule(condition, further), Series.ID, Duration.ofMinutes(1));
    }

    @Test
    void resolvesTheAlertOfAChangedRuleAndJudgesTheNewestReadingAnew() {
        AlertLife before = life(ABOVE_30);
        Rule changed = RuleText.parse(RuleText.json(ABOVE_30.replace("30", "32")), 2);
        AlertLife after = AlertLife.of(changed, Series.ID, Duration.ofMinutes(1));
        LifeState state = story.read(before, before.begin(), reading(0, 31), reading(10, 33));

        state = story.take(after.ruleChanged(LifeState.fromBytes(state.toBytes())));
        state = story.read(after, state, reading(0, 99), reading(10, 33));

        assertThat(story.states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.FIRING);
        assertThat(story.step(1).reason()).isEqualTo(Reason.RULE_CHANGED);
        assertThat(story.step(1).endsAt()).isEqualTo(at(10));
        assertThat(story.step(1).peak()).isEqualTo(33);
        assertThat(story.step(2).startsAt()).isEqualTo(at(10));
        assertThat(state.ruleVersion()).isEqualTo(2);
    }

    @Test
    void resolvesTheAlertOfADeletedRuleFromItsBytesAlone() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");
        LifeState state = story.read(life, life.begin(), reading(0, 31));

        story.take(AlertLife.ruleDeleted(LifeState.fromBytes(state.toBytes())));

        assertThat(story.states()).containsExactly(AlertState.PENDING, AlertState.RESOLVED);
        assertThat(story.step(1).reason()).isEqualTo(Reason.RULE_DELETED);
        assertThat(story.step(1).sequence()).isEqualTo(2);
        assertThat(story.step(1).ruleName()).isEqualTo("Heat");
    }

    @Test
    void refusesTheStateOfAnotherVersion() {
        AlertLife after = AlertLife.of(RuleText.parse(RuleText.json(ABOVE_30), 2), Series.ID, Duration.ZERO);
        LifeState state = life(ABOVE_30).begin();

        assertThatThrownBy(() -> after.on(state, reading(0, 31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state is of rule heat version 1, this is heat version 2: begin with ruleChanged");
    }

    @Test
    void refusesBytesOfAnUnknownFormat() {
        byte[] bytes = life(ABOVE_30).begin().toBytes();
        bytes[0] = 9;

        assertThatThrownBy(() -> LifeState.fromBytes(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state of an alert has format 9, known is 1: it was written by another version;"
                        + " start the alert query from a new checkpoint");
    }

    /** States lie in the checkpoints of running jobs: a change of their form needs a new format number and a way to read this one. */
    @Test
    void readsAStateThatWasWrittenBefore() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");
        LifeState written = story.read(life, life.begin(), reading(0, 20), reading(10, 31), reading(20, 33));

        LifeState state = LifeState.fromBytes(HexFormat.of().parseHex(WRITTEN_BEFORE));

        assertThat(HexFormat.of().formatHex(written.toBytes())).isEqualTo(WRITTEN_BEFORE);
        assertThat(life.at(state, at(70)).steps()).singleElement().satisfies(step -> assertThat(step.state())
                .isEqualTo(AlertState.FIRING));
    }
}
