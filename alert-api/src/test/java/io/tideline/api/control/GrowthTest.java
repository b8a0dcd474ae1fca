package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final Growth growth = new Growth();

    @Test
    void isUnknownUntilThereIsEnoughToCompare() {
        assertThat(growth.perSecond(START, 100.0)).isNull();
        assertThat(growth.perSecond(START.plusSeconds(29), 400.0)).isNull();
        assertThat(growth.perSecond(START.plusSeconds(30), 400.0)).isEqualTo(10.0);
    }

    @Test
    void isUnknownWhileNobodyTells() {
        growth.perSecond(START, 100.0);

        assertThat(growth.perSecond(START.plusSeconds(60), null)).isNull();
    }

    @Test
    void forgetsWhatIsOlderThanFiveMinutes() {
        growth.perSecond(START, 0.0);
        growth.perSecond(START.plusSeconds(100), 6000.0);

        assertThat(growth.perSecond(START.plusSeconds(400), 6000.0)).isZero();
    }

    @Test
    void beginsAnewWithACounterThatDid() {
        growth.perSecond(START, 5000.0);
        growth.perSecond(START.plusSeconds(40), 10.0);

        assertThat(growth.perSecond(START.plusSeconds(80), 50.0)).isEqualTo(1.0);
    }
}
