package io.tideline.fetcher.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void addsUpAndIsAsOldAsItsOldest() {
        Backlog young = new Backlog(1, 2_000, Optional.of(NOW.minusSeconds(5)));
        Backlog old = new Backlog(2, 30, Optional.of(NOW.minusSeconds(70)));

        Backlog both = Backlog.EMPTY.plus(young).plus(old).plus(Backlog.EMPTY);

        assertThat(both).isEqualTo(new Backlog(3, 2_030, Optional.of(NOW.minusSeconds(70))));
        assertThat(both.age(NOW)).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void hasNoAgeWhereNothingWaits() {
        assertThat(Backlog.EMPTY.age(NOW)).isZero();
    }
}
