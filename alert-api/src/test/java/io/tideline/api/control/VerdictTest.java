package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void isOkWhileTheLagIsZeroNowAndThen() {
        assertThat(Verdict.of(points(20, i -> 100L, i -> i == 15 ? 0 : 5))).isEqualTo(Verdict.OK);
    }

    @Test
    void warnsWhenItReadsAndNeverCatchesUp() {
        assertThat(Verdict.of(points(20, i -> 100L + i, i -> 10L + i))).isEqualTo(Verdict.WARN);
    }

    @Test
    void isOkWhenTheLagFallsEvenSlowly() {
        assertThat(Verdict.of(points(20, i -> 100L + i, i -> 100L - i))).isEqualTo(Verdict.OK);
    }

    @Test
    void stallsWhenRecordsWaitAndNothingMoves() {
        assertThat(Verdict.of(points(20, i -> 100L, i -> 10L))).isEqualTo(Verdict.STALL);
    }

    @Test
    void doesNotCallAShortPauseAStall() {
        assertThat(Verdict.of(points(6, i -> 100L, i -> 10L))).isEqualTo(Verdict.OK);
    }

    @Test
    void isStoppedWhenNothingWasCommittedForTheWholeWindow() {
        assertThat(Verdict.of(points(140, i -> 100L, i -> 10L + i))).isEqualTo(Verdict.STOP);
    }

    @Test
    void tellsOfARewind() {
        assertThat(Verdict.of(points(20, i -> i < 15 ? 100L : 20L, i -> 3L))).isEqualTo(Verdict.REWIND);
    }

    @Test
    void isAsBadAsTheWorst() {
        assertThat(Verdict.WARN.worse(Verdict.STALL)).isEqualTo(Verdict.STALL);
        assertThat(Verdict.STOP.worse(Verdict.OK)).isEqualTo(Verdict.STOP);
    }

    private static List<Verdict.Point> points(int count, IntToLongFunction committed, IntToLongFunction lag) {
        List<Verdict.Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(new Verdict.Point(i * 4_000L, committed.applyAsLong(i), lag.applyAsLong(i)));
        }
        return points;
    }
}
