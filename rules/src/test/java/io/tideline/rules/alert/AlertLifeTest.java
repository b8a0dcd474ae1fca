package io.tideline.rules.alert;

import static io.tideline.rules.alert.Series.at;
import static io.tideline.rules.alert.Series.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.rules.Rule;
import io.tideline.rules.RuleText;
import io.tideline.rules.condition.RuleError;
import io.tideline.rules.condition.TimeAxis;
import io.tideline.rules.series.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertLifeTest {
    private static final String ABOVE_30 = "{\"kind\": \"threshold\", \"above\": 30, \"clear\": 28, \"unit\": \"Cel\"}";
    private static final String SILENT_FOR_A_MINUTE = "{\"kind\": \"silence\", \"longerThan\": \"PT1M\"}";

    private static final String WRITTEN_BEFORE =
            "01086865617402ffffffffffffffffff01c0c0e9d8e367068088e7d8e367000040340000000000000643656c00a09c010000"
                    + "403f0000000000000643656c00a09c01000040408000000000000643656c0002403936366461646362643931643336633566"
                    + "383363626533353533653234376330020868656174084865617410435249544943414c3a73696d756c61746f722f70686f65"
                    + "6e69782f74656d70657261747572650e50454e44494e4700127468726573686f6c6401403f0000000000000643656c01403e"
                    + "0000000000000643656c01403f00000000000002a0a4e8d8e3670000a0a4e8d8e36701a0a4e8d8e3673870686f656e69783a"
                    + "2074656d70657261747572652c2033302043656c0140408000000000000643656c01403e0000000000000643656c01404080"
                    + "000000000040080000000000000400180000feffffffffffffffff01";

    private final List<AlertStep> steps = new ArrayList<>();

    private static AlertLife life(String condition, String... further) {
        return AlertLife.of(RuleText.rule(condition, further), Series.ID, Duration.ofMinutes(1));
    }

    private LifeState take(Outcome outcome) {
        steps.addAll(outcome.steps());
        return outcome.state();
    }

    private LifeState read(AlertLife life, LifeState state, Observation... readings) {
        LifeState next = state;
        for (Observation reading : readings) {
            next = take(life.on(next, reading));
        }
        return next;
    }

    private List<AlertState> states() {
        return steps.stream().map(AlertStep::state).toList();
    }

    @Test
    void firesOnACelsiusReadingAboveAFahrenheitThreshold() {
        AlertLife life = life("{\"kind\": \"threshold\", \"above\": 100, \"unit\": \"[degF]\"}");

        read(life, life.begin(), reading(0, 38));

        assertThat(steps).singleElement().satisfies(step -> {
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

        read(life, life.begin(), reading(0, 31), reading(10, 29), reading(20, 30), reading(30, 28), reading(40, 29));

        assertThat(states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(steps.get(1).endsAt()).isEqualTo(at(30));
        assertThat(steps.get(1).reason()).isEqualTo(Reason.CLEARED);
        assertThat(steps.get(1).readings()).isEqualTo(4);
        assertThat(steps.get(1).peak()).isEqualTo(31);
    }

    @Test
    void isPendingUntilTheRuleHasBeenBrokenForLongEnough() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");

        LifeState state = read(life, life.begin(), reading(0, 31), reading(30, 33));
        assertThat(life.nextTimer(state)).contains(at(60));
        take(life.at(state, at(60)));

        assertThat(states()).containsExactly(AlertState.PENDING, AlertState.FIRING);
        assertThat(steps.get(0).firedAt()).isNull();
        assertThat(steps.get(1).firedAt()).isEqualTo(at(60));
        assertThat(steps.get(1).fetchedAt()).isNull();
        assertThat(steps.get(1).peak()).isEqualTo(33);
        assertThat(steps.get(1).alertId()).isEqualTo(steps.get(0).alertId());
    }

    @Test
    void firesBeforeItTakesAReadingThatIsLaterThanItsTimer() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");

        read(life, life.begin(), reading(0, 31), reading(61, 20));

        assertThat(states()).containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
        assertThat(steps).extracting(AlertStep::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void doesNotFireWhereAReadingClearsAtTheVeryInstantOfTheTimer() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");

        read(life, life.begin(), reading(0, 31), reading(60, 20));

        assertThat(states()).containsExactly(AlertState.PENDING, AlertState.RESOLVED);
        assertThat(steps.get(1).firedAt()).isNull();
    }

    @Test
    void keepsFiringUntilItHasBeenClearForLongEnough() {
        AlertLife life = life(ABOVE_30, "\"keepFiringFor\": \"PT1M\"");

        LifeState state = read(life, life.begin(), reading(0, 31), reading(10, 20), reading(40, 32), reading(50, 20));
        assertThat(life.nextTimer(state)).contains(at(110));
        take(life.at(state, at(500)));

        assertThat(states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(steps.get(1).endsAt()).isEqualTo(at(110));
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

        LifeState state = read(life, life.begin(), reading(0, 31), fahrenheit);

        assertThat(life.current(state)).hasValueSatisfying(alert -> {
            assertThat(alert.unit()).isEqualTo("Cel");
            assertThat(alert.value()).isEqualTo(40);
            assertThat(alert.peak()).isEqualTo(40);
            assertThat(alert.sequence()).isEqualTo(1);
            assertThat(alert.readings()).isEqualTo(2);
        });
    }

    @Test
    void changesNothingOnARepeatedReadingAndOnAnOlderRevision() {
        AlertLife life = life(ABOVE_30);
        LifeState state = read(life, life.begin(), reading(0, 31, 1));

        Outcome repeated = life.on(state, reading(0, 31, 1));
        Outcome older = life.on(state, reading(0, 20, 0));

        assertThat(repeated.state()).isSameAs(state);
        assertThat(older.state()).isSameAs(state);
        assertThat(steps).hasSize(1);
    }

    @Test
    void ignoresAReadingThatIsLaterThanAllowed() {
        AlertLife life = life(ABOVE_30);
        LifeState state = read(life, life.begin(), reading(0, 20), reading(100, 20));

        Outcome outcome = life.on(state, reading(39, 50));

        assertThat(outcome.state()).isSameAs(state);
        assertThat(outcome.steps()).isEmpty();
    }

    @Test
    void tellsAnAlertOfThePastWholeWhenALateReadingShowsIt() {
        AlertLife life = life(ABOVE_30);

        read(life, life.begin(), reading(0, 20), reading(20, 20), reading(10, 35));

        assertThat(states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(steps.get(0).startsAt()).isEqualTo(at(10));
        assertThat(steps.get(1).endsAt()).isEqualTo(at(20));
    }

    @Test
    void doesNotReopenWhatALateReadingOnlyMakesWorse() {
        AlertLife life = life(ABOVE_30);

        read(life, life.begin(), reading(0, 31), reading(20, 20), reading(10, 40));

        assertThat(states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.RESOLVED);
        assertThat(steps.get(2).alertId()).isEqualTo(steps.get(0).alertId());
        assertThat(steps.get(2).endsAt()).isEqualTo(at(20));
        assertThat(steps.get(2).peak()).isEqualTo(40);
        assertThat(steps.get(2).readings()).isEqualTo(3);
    }

    @Test
    void correctsAnAlertThatBeganEarlierThanWasTold() {
        AlertLife life = life(ABOVE_30);

        LifeState state = read(life, life.begin(), reading(10, 31), reading(5, 32));

        assertThat(states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.FIRING);
        assertThat(steps.get(1).reason()).isEqualTo(Reason.CORRECTED);
        assertThat(steps.get(1).alertId()).isEqualTo(steps.get(0).alertId());
        assertThat(steps.get(2).startsAt()).isEqualTo(at(5));
        assertThat(steps.get(2).alertId()).isNotEqualTo(steps.get(0).alertId());
        assertThat(life.current(state))
                .hasValueSatisfying(alert -> assertThat(alert.startsAt()).isEqualTo(at(5)));
    }

    @Test
    void opensANewAlertWhereTheClearingReadingIsRevised() {
        AlertLife life = life(ABOVE_30);

        LifeState state = read(life, life.begin(), reading(0, 31), reading(10, 20), reading(10, 33, 1));

        assertThat(states())
                .containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.RESOLVED, AlertState.FIRING);
        assertThat(steps.get(2).reason()).isEqualTo(Reason.CORRECTED);
        assertThat(steps.get(3).startsAt()).isEqualTo(at(0));
        assertThat(steps.get(3).alertId()).isNotEqualTo(steps.get(0).alertId());
        assertThat(state.isAlive()).isTrue();
    }

    @Test
    void alertsOnSilenceByTheWallClock() {
        AlertLife life = life(SILENT_FOR_A_MINUTE);
        Observation hourOld = new Observation(Series.ID, at(-3600), at(0), 20, "Cel", 0);
        assertThat(life.axis()).isEqualTo(TimeAxis.PROCESSING_TIME);

        LifeState state = read(life, life.begin(), hourOld);
        assertThat(life.nextTimer(state)).contains(at(60));
        state = take(life.at(state, at(59)));
        assertThat(steps).isEmpty();
        state = take(life.at(state, at(75)));
        read(life, state, reading(80, 20));

        assertThat(states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(steps.get(0).startsAt()).isEqualTo(at(60));
        assertThat(steps.get(0).value()).isNull();
        assertThat(steps.get(0).message()).isEqualTo("phoenix: temperature, 60 s");
        assertThat(steps.get(1).endsAt()).isEqualTo(at(80));
    }

    @Test
    void resolvesTheAlertOfAChangedRuleAndJudgesTheNewestReadingAnew() {
        AlertLife before = life(ABOVE_30);
        Rule changed = RuleText.parse(RuleText.json(ABOVE_30.replace("30", "32")), 2);
        AlertLife after = AlertLife.of(changed, Series.ID, Duration.ofMinutes(1));
        LifeState state = read(before, before.begin(), reading(0, 31), reading(10, 33));

        state = take(after.ruleChanged(LifeState.fromBytes(state.toBytes())));
        state = read(after, state, reading(0, 99), reading(10, 33));

        assertThat(states()).containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.FIRING);
        assertThat(steps.get(1).reason()).isEqualTo(Reason.RULE_CHANGED);
        assertThat(steps.get(1).endsAt()).isEqualTo(at(10));
        assertThat(steps.get(1).peak()).isEqualTo(33);
        assertThat(steps.get(2).startsAt()).isEqualTo(at(10));
        assertThat(state.ruleVersion()).isEqualTo(2);
    }

    @Test
    void resolvesTheAlertOfADeletedRuleFromItsBytesAlone() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");
        LifeState state = read(life, life.begin(), reading(0, 31));

        take(AlertLife.ruleDeleted(LifeState.fromBytes(state.toBytes())));

        assertThat(states()).containsExactly(AlertState.PENDING, AlertState.RESOLVED);
        assertThat(steps.get(1).reason()).isEqualTo(Reason.RULE_DELETED);
        assertThat(steps.get(1).sequence()).isEqualTo(2);
        assertThat(steps.get(1).ruleName()).isEqualTo("Heat");
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

    /** States lie in the checkpoints of running jobs: a change of their form needs a new format number and a way to read this one. */
    @Test
    void readsAStateThatWasWrittenBefore() {
        AlertLife life = life(ABOVE_30, "\"for\": \"PT1M\"");
        LifeState written = read(life, life.begin(), reading(0, 20), reading(10, 31), reading(20, 33));

        LifeState state = LifeState.fromBytes(HexFormat.of().parseHex(WRITTEN_BEFORE));

        assertThat(HexFormat.of().formatHex(written.toBytes())).isEqualTo(WRITTEN_BEFORE);
        assertThat(life.at(state, at(70)).steps()).singleElement().satisfies(step -> assertThat(step.state())
                .isEqualTo(AlertState.FIRING));
    }
}
