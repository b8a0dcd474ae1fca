package io.tideline.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void waitsTwiceAsLongEachTimeButNeverMoreThanAMinute() {
        List<Long> pauses = new ArrayList<>();

        Attempt attempt = Attempt.first("heat", List.of(), T0);
        for (int i = 0; i < 9; i++) {
            Attempt next = attempt.later(attempt.at());
            pauses.add(Duration.between(attempt.at(), next.at()).toSeconds());
            attempt = next;
        }

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void isTheSameMessageHoweverOftenItIsTriedAndEndsAnHourAfterItBegan() {
        Duration hour = Duration.ofHours(1);
        Attempt first = Attempt.first("heat", List.of(), T0);

        Attempt last = first.later(T0).later(T0.plusSeconds(1));

        assertThat(last.messageId("chat")).isEqualTo(first.messageId("chat")).isEqualTo("chat-heat-1767225600000");
        assertThat(last.mayBeRepeated(T0.plusSeconds(3599), hour)).isTrue();
        assertThat(last.mayBeRepeated(T0.plusSeconds(3600), hour)).isFalse();
    }
}
