package io.tideline.fetcher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Limits;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ResponsesTest {
    private static final int MOST = 100_000;

    @Test
    void readsABodyUpToTheLimit() {
        byte[] body = "x".repeat(MOST).getBytes(StandardCharsets.UTF_8);

        assertThat(Responses.body(new ByteArrayInputStream(body), limits(Duration.ofMinutes(1))))
                .isEqualTo(body);
    }

    @Test
    void readsNoMoreOfAnEndlessBodyThanTheLimit() {
        Endless endless = new Endless(16_384);

        assertThatThrownBy(() -> Responses.body(endless, limits(Duration.ofMinutes(1))))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.BODY_TOO_LARGE))
                .hasMessageContaining("larger than limits.maxBytes of the source, " + MOST);
        assertThat(endless.given).isBetween((long) MOST, MOST + 16_384L);
    }

    @Test
    void givesUpOnABodyThatComesByteByByte() {
        Endless dripping = new Endless(1);

        assertThatThrownBy(() -> Responses.body(dripping, limits(Duration.ofNanos(1))))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.TIMEOUT))
                .hasMessage("The source did not send its whole body in time");
        assertThat(dripping.given).isLessThan(MOST);
    }

    private static Limits limits(Duration timeout) {
        return new Limits(timeout, timeout, 1, OptionalInt.empty(), 1, 0, MOST, 1);
    }

    /** Has always so many bytes more. */
    private static final class Endless extends InputStream {
        private final int atOnce;
        private long given;

        Endless(int atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public int read() {
            given++;
            return ' ';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(atOnce, length);
            given += count;
            return count;
        }
    }
}
