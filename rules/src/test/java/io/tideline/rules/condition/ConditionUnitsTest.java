package io.tideline.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tideline.rules.RuleText;
import org.junit.jupiter.api.Test;

class ConditionUnitsTest {

    private static Memory memory(String condition) {
        return RuleText.rule(condition.replace('\'', '"')).condition().blank();
    }

    private static Sample sample(long second, double value, String unit) {
        return new Sample(second * 1000, value, unit);
    }

    @Test
    void comparesADifferenceInFahrenheitWithReadingsInCelsius() {
        Memory change = memory("{'kind': 'change', 'by': 9, 'within': 'PT10S', 'unit': '[degF]'}");

        change.judge(sample(0, 20, "Cel"));
        Verdict asMuch = change.judge(sample(1, 25, "Cel"));
        Verdict more = change.judge(sample(2, 25.1, "Cel"));

        assertThat(asMuch.level()).isEqualTo(Level.CLEARS);
        assertThat(more.level()).isEqualTo(Level.BREAKS);
        assertThat(more.value()).isCloseTo(5.1, within(1e-9));
        assertThat(more.unit()).isEqualTo("Cel");
        assertThat(more.threshold()).isEqualTo(9);
        assertThat(more.thresholdUnit()).isEqualTo("[degF]");
    }

    @Test
    void takesTheMeanOfReadingsInTwoUnits() {
        Memory mean = memory("{'kind': 'window', 'size': 'PT1M', 'aggregate': 'mean', 'above': 86, 'unit': '[degF]'}");

        mean.judge(sample(0, 30, "Cel"));
        Verdict verdict = mean.judge(sample(1, 104, "[degF]"));

        assertThat(verdict.level()).isEqualTo(Level.BREAKS);
        assertThat(verdict.value()).isEqualTo(35);
        assertThat(verdict.unit()).isEqualTo("Cel");
    }

    @Test
    void leavesAReadingOfAnotherDimensionOutOfTheWindow() {
        Memory mean = memory("{'kind': 'window', 'size': 'PT1M', 'aggregate': 'mean', 'above': 30, 'unit': 'Cel'}");

        Verdict first = mean.judge(sample(0, 90, "%"));
        Verdict second = mean.judge(sample(1, 20, "Cel"));

        assertThat(first.level()).isEqualTo(Level.UNJUDGED);
        assertThat(first.error()).isNotNull();
        assertThat(second.value()).isEqualTo(20);
    }

    @Test
    void countsReadingsOfAnyUnit() {
        Memory count = memory("{'kind': 'window', 'size': 'PT2S', 'aggregate': 'count', 'above': 1}");

        count.judge(sample(0, 1, "Cel"));
        count.judge(sample(1, 1, "%"));
        Verdict verdict = count.judge(sample(2, 1, "%"));

        assertThat(verdict.level()).isEqualTo(Level.BREAKS);
        assertThat(verdict.value()).isEqualTo(2);
        assertThat(verdict.unit()).isEmpty();
    }

    @Test
    void tellsTheBorderOfTheNormalRangeAsTheThresholdOfADeviation() {
        Memory deviation = memory("{'kind': 'deviation', 'moreThan': 2, 'span': 100, 'warmUp': 4}");
        for (int second = 0; second < 4; second++) {
            deviation.judge(sample(second, second % 2 == 0 ? 19 : 21, "Cel"));
        }

        Verdict verdict = deviation.judge(sample(4, 71.06, "[degF]"));
        Verdict broken = deviation.judge(sample(5, 30, "Cel"));
        Verdict other = deviation.judge(sample(6, 30, "m"));

        assertThat(verdict.level()).isEqualTo(Level.CLEARS);
        assertThat(verdict.threshold()).isCloseTo(22, within(1e-9));
        assertThat(verdict.value()).isEqualTo(21.7);
        assertThat(broken.level()).isEqualTo(Level.BREAKS);
        assertThat(other.error()).isNotNull();
    }

    @Test
    void judgesNoDeviationWhileEveryReadingIsEqual() {
        Memory deviation = memory("{'kind': 'deviation', 'moreThan': 2, 'warmUp': 2}");
        for (int second = 0; second < 10; second++) {
            deviation.judge(sample(second, 0.1, ""));
        }

        assertThat(deviation.judge(sample(10, 5, "")).level()).isEqualTo(Level.UNJUDGED);
    }
}
