package io.tideline.fetcher.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PauseTest {
    private final Pause pause = new Pause(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void isOverBeforeItWasAskedFor() {
        assertThat(pause.left()).isZero();
    }

    @Test
    void isAsLongAsTheLongestThatWasAskedFor() {
        pause.begin(Duration.ofSeconds(60));
        pause.begin(Duration.ofSeconds(1));

        assertThat(pause.left()).isEqualTo(Duration.ofSeconds(60));
    }
}
