package io.tideline.spark.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.spark.LocalSpark;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void saysWhatIsMissingWhereAQueryWouldWaitForEver() {
        assertThatThrownBy(() -> Slots.require(LocalSpark.session(), 3, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "The cluster offers 2 task slots, but the queries need 3: one for each partition")
                .hasMessageContaining("Start more Workers");
    }

    @Test
    void letsPassWhatHasEnough() {
        assertThatCode(() -> Slots.require(LocalSpark.session(), 2, Duration.ZERO))
                .doesNotThrowAnyException();
    }
}
