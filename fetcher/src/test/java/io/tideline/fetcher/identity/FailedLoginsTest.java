package io.tideline.fetcher.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FailedLogins logins = new FailedLogins(3, Duration.ofMinutes(1), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void makesAnAddressWaitAfterTooManyFailuresAndOnlyThatOne() {
        for (int i = 0; i < 3; i++) {
            assertThat(logins.wait("a")).isZero();
            logins.count("a");
        }

        assertThat(logins.wait("a")).isEqualTo(Duration.ofMinutes(1));
        assertThat(logins.wait("b")).isZero();
    }

    @Test
    void letsTheAddressTryAgainAfterAWhile() {
        for (int i = 0; i < 3; i++) {
            logins.count("a");
        }
        now = now.plusSeconds(61);

        assertThat(logins.wait("a")).isZero();
        logins.count("a");
        assertThat(logins.wait("a")).isZero();
    }
}
