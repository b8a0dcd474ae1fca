package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CensusTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Census census = new Census();

    @Test
    void remembersTheHighestCount() {
        census.most(NOON, 2);

        assertThat(census.most(NOON.plusSeconds(60), 1)).isEqualTo(2);
        assertThat(census.most(NOON.plusSeconds(120), 3)).isEqualTo(3);
    }

    @Test
    void forgetsAfterAnHourWhatWasTakenAwayForGood() {
        census.most(NOON, 3);
        census.most(NOON.plusSeconds(60), 3);
        census.most(NOON.plusSeconds(120), 1);

        assertThat(census.most(NOON.plus(Duration.ofMinutes(61)), 1)).isEqualTo(3);
        assertThat(census.most(NOON.plus(Duration.ofMinutes(62)), 1)).isEqualTo(1);
    }
}
