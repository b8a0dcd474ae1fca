package io.tideline.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff();

    @Test
    void pausesGrowUpToAMinute() {
        List<Long> pauses = Stream.generate(
                        () -> backoff.after(Duration.ofSeconds(1)).toSeconds())
                .limit(9)
                .toList();

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void aLongGoodRunIsForgiven() {
        backoff.after(Duration.ofSeconds(1));
        backoff.after(Duration.ofSeconds(1));

        assertThat(backoff.after(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(1));
    }
}
