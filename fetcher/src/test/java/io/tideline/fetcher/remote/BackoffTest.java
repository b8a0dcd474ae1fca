package io.tideline.fetcher.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final SourceFailure broken = new SourceFailure(FailureReason.SERVER_ERROR, "The source answered 500");

    @Test
    void waitsAboutTwiceAsLongEachTime() {
        Guards.Backoff backoff = new Guards.Backoff();

        assertThat(backoff.nextDelayInMillis(broken)).isBetween(500L, 749L);
        assertThat(backoff.nextDelayInMillis(broken)).isBetween(1_000L, 1_499L);
        assertThat(backoff.nextDelayInMillis(broken)).isBetween(2_000L, 2_999L);
    }

    @Test
    void doesNotBringAllCallersBackAtOnce() {
        List<Long> delays = Stream.generate(() -> new Guards.Backoff().nextDelayInMillis(broken))
                .limit(100)
                .distinct()
                .toList();

        assertThat(delays).hasSizeGreaterThan(10);
    }

    @Test
    void waitsAsLongAsTheSourceAsksFor() {
        SourceFailure busy = new SourceFailure(
                FailureReason.RATE_LIMITED, "The source answered 429", Optional.of(Duration.ofSeconds(7)));

        assertThat(new Guards.Backoff().nextDelayInMillis(busy)).isEqualTo(7_000);
    }
}
