package io.tideline.spark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.Rule;
import io.tideline.rules.RuleSet;
import io.tideline.rules.alert.AlertStep;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import io.tideline.spark.rule.RuleComplaint;
import io.tideline.spark.rule.TestRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shard as it lives from batch to batch; the wall clock is in seconds after ten. */
class ShardAlertsTest {

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final SeriesId PHOENIX = new SeriesId("simulator", "phoenix", "temperature");
    private static final SeriesId BERLIN = new SeriesId("simulator", "berlin", "temperature");

    private static final String HEAT =
            "{'id':'heat','name':'Heat','severity':'CRITICAL','series':{},'condition':{'kind':'threshold','above':100,'clear':98,'unit':'[degF]'},'message':'hot'}";
    private static final String LASTING =
            "{'id':'lasting','name':'Heat','severity':'CRITICAL','series':{},'condition':{'kind':'threshold','above':30,'unit':'Cel'},'for':'PT1M','message':'hot'}";
    private static final String SILENCE =
            "{'id':'quiet','name':'Quiet','severity':'WARNING','series':{},'condition':{'kind':'silence','longerThan':'PT2M'},'message':'quiet'}";

    private final InMemoryShardState state = new InMemoryShardState();
    private final List<String> told = new ArrayList<>();
    private final List<RuleComplaint> complaints = new ArrayList<>();
    private List<Rule> rules = List.of();

    /** How far {@link #letTimePass} has come. */
    private int clock;

    @Test
    void anAlertFiresAndResolvesAcrossBatches() {
        rules(HEAT, 1);

        read(0, PHOENIX, 0, 20);
        read(10, PHOENIX, 10, 39);
        read(20, PHOENIX, 20, 41);
        read(30, PHOENIX, 30, 20);

        assertThat(told).containsExactly("heat phoenix FIRING 1", "heat phoenix RESOLVED 2 CLEARED");
    }

    @Test
    void aRepeatedBatchTellsNothingTwice() {
        rules(HEAT, 1);
        read(0, PHOENIX, 0, 39);

        read(1, PHOENIX, 0, 39);

        assertThat(told).containsExactly("heat phoenix FIRING 1");
    }

    @Test
    void aPendingAlertFiresByItsTimerWithoutAReading() {
        rules(LASTING, 1);
        read(0, PHOENIX, 0, 35);

        letTimePass(59);
        List<String> before = List.copyOf(told);
        letTimePass(70);

        assertThat(before).containsExactly("lasting phoenix PENDING 1");
        assertThat(told).containsExactly("lasting phoenix PENDING 1", "lasting phoenix FIRING 2");
    }

    @Test
    void silenceIsToldOfEverySeriesWhenAllFallSilentAtOnce() {
        rules(SILENCE, 1);
        read(0, PHOENIX, 0, 20);
        read(0, BERLIN, 0, 7);

        letTimePass(130);

        assertThat(told).containsExactlyInAnyOrder("quiet phoenix FIRING 1", "quiet berlin FIRING 1");
    }

    @Test
    void aRuleThatIsAddedJudgesSeriesThatAreSilentAlready() {
        read(0, PHOENIX, 0, 39);
        letTimePass(600);

        rules(SILENCE, 1);
        tick(601);
        letTimePass(605);

        assertThat(told).containsExactly("quiet phoenix FIRING 1");
    }

    @Test
    void aChangedRuleEndsItsAlertWithThatReasonAndJudgesAnew() {
        rules(HEAT, 1);
        read(0, PHOENIX, 0, 39);

        rules(HEAT.replace("100", "90").replace("98", "80"), 2);
        tick(2);

        assertThat(told)
                .containsExactly(
                        "heat phoenix FIRING 1", "heat phoenix RESOLVED 2 RULE_CHANGED", "heat phoenix FIRING 1");
    }

    @Test
    void aDeletedRuleEndsItsAlertOfASilentSeriesWithThatReason() {
        rules(HEAT, 1);
        read(0, PHOENIX, 0, 39);

        rules = List.of();
        tick(2);
        tick(3);

        assertThat(told).containsExactly("heat phoenix FIRING 1", "heat phoenix RESOLVED 2 RULE_DELETED");
    }

    @Test
    void aRuleThatCannotJudgeASeriesComplainsAndHarmsNoOther() {
        Rule inPascal = TestRules.rule(HEAT.replace("'heat'", "'pressure'").replace("[degF]", "Pa"), 3);
        rules = List.of(inPascal, TestRules.rule(HEAT, 1));

        read(0, PHOENIX, 0, 39);

        assertThat(told).containsExactly("heat phoenix FIRING 1");
        assertThat(complaints).singleElement().satisfies(complaint -> {
            assertThat(complaint.ruleId()).isEqualTo("pressure");
            assertThat(complaint.version()).isEqualTo(3);
            assertThat(complaint.series()).isEqualTo("simulator/phoenix/temperature");
            assertThat(complaint.error()).contains("'Cel'").contains("'Pa'");
        });
    }

    @Test
    void noSilenceIsToldBeforeABacklogIsRead() {
        rules(SILENCE, 1);
        read(0, PHOENIX, 0, 20);
        tick(1);

        // The job was away for ten minutes; what was sent meanwhile comes in six batches.
        clock = 600;
        for (int sent = 100; sent <= 600; sent += 100) {
            read(clock, PHOENIX, sent, 20);
            letTimePass(clock + 1);
        }
        letTimePass(700);

        assertThat(told).isEmpty();
    }

    @Test
    void silenceIsToldWhenThePauseBroughtNoBacklog() {
        rules(SILENCE, 1);
        read(0, PHOENIX, 0, 20);

        clock = 600;
        letTimePass(610);

        assertThat(told).containsExactly("quiet phoenix FIRING 1");
    }

    private void rules(String json, int version) {
        rules = List.of(TestRules.rule(json, version));
    }

    private void read(int wall, SeriesId series, int observed, double value) {
        ShardAlerts alerts = alerts(wall);
        Instant at = TEN.plusSeconds(observed);
        alerts.read(new ArrayList<>(List.of(new Observation(series, at, at, value, "Cel", 0))));
        tell(alerts);
    }

    private void tick(int wall) {
        ShardAlerts alerts = alerts(wall);
        alerts.tick();
        tell(alerts);
    }

    /** Ticks every second up to this one, and fires the timers that are then due. */
    private void letTimePass(int wall) {
        for (; clock < wall; clock++) {
            tick(clock + 1);
            long now = TEN.plusSeconds(clock + 1).toEpochMilli();
            List.copyOf(state.timers.headMap(now, true).keySet()).forEach(this::wake);
        }
    }

    private void wake(long timer) {
        ShardAlerts alerts = alerts(clock + 1);
        alerts.wake(timer);
        tell(alerts);
    }

    private ShardAlerts alerts(int wall) {
        return new ShardAlerts(
                state,
                RuleSet.of(rules),
                complaints::add,
                Duration.ofMinutes(1),
                TEN.plusSeconds(wall).toEpochMilli());
    }

    private void tell(ShardAlerts alerts) {
        for (AlertStep step : alerts.steps()) {
            String reason = step.reason() == null ? "" : " " + step.reason();
            told.add(
                    step.ruleId() + " " + step.series().entity() + " " + step.state() + " " + step.sequence() + reason);
        }
    }
}
