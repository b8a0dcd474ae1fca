package io.tideline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResultTest {
    @Test
    void isOneLineOfPairsInTheOrderGiven() {
        Result result = new Result().with("ratio", 0.51234).with("held", 10_000).with("rate", 123_456.7);

        assertThat(result).hasToString("ratio=0.512 held=10000 rate=123000");
    }

    @Test
    void refusesWhatWasNotMeasured() {
        assertThatThrownBy(() -> new Result().with("ratio", 1.0 / 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing was measured: Infinity");
    }

    @Test
    void refusesAKeyThatCouldNotBeReadBack() {
        assertThatThrownBy(() -> new Result().with("p99 ms", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p99 ms");
    }
}
