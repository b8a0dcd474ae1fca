package io.tideline.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClimateTest {
    private static final Instant ASKED = Instant.parse("2026-11-23T09:00:00Z");
    private static final double ALERT_CELSIUS = 37.8;

    private Instant now = ASKED.minusSeconds(600);
    private final Climate climate = new Climate(
            new MovingClock(), start -> HeatWave.from(start, Duration.ofMinutes(10), Duration.ofMinutes(2)));

    @Test
    void isHotInTheHalfMinuteBeforeItIsFirstAskedFor() {
        now = ASKED;

        Weather weather = climate.get();

        assertThat(weather.temperature(33.45, -112.07, ASKED.minusSeconds(5))).isGreaterThan(ALERT_CELSIUS);
        assertThat(weather.temperature(33.45, -112.07, ASKED.minusSeconds(60))).isLessThan(ALERT_CELSIUS);
    }

    @Test
    void staysTheSameHoweverLateItIsAskedForAgain() {
        now = ASKED;
        Weather first = climate.get();

        now = ASKED.plusSeconds(3600);

        assertThat(climate.get()).isSameAs(first);
    }

    private final class MovingClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
