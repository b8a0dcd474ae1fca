package io.tideline.api.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.api.paging.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ExtremesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Property(tries = 200)
    void keepsTheLowestAndTheHighestAndNeverMoreThanAsked(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 50) int points,
            @ForAll @IntRange(min = 1, max = 400) int count) {
        Random random = new Random(seed);
        Span span = new Span(START, START.plusSeconds(1000));
        List<Reading> readings = IntStream.range(0, count)
                .mapToObj(i -> reading(random.nextInt(1001), random.nextGaussian()))
                .toList();
        Extremes extremes = new Extremes(span, points);

        readings.forEach(extremes::add);

        List<Reading> kept = extremes.readings();
        assertThat(kept)
                .hasSizeLessThanOrEqualTo(points)
                .isSortedAccordingTo(Comparator.comparing(Reading::observedAt));
        assertThat(readings).containsAll(kept);
        assertThat(kept.stream().mapToDouble(Reading::value).max())
                .isEqualTo(readings.stream().mapToDouble(Reading::value).max());
        assertThat(kept.stream().mapToDouble(Reading::value).min())
                .isEqualTo(readings.stream().mapToDouble(Reading::value).min());
        assertThat(extremes.method()).isEqualTo(count > points ? "min-max" : "raw");
    }

    private static Reading reading(int second, double value) {
        Instant at = START.plusSeconds(second);
        return new Reading("s", "e", "m", value, "Cel", at, at, 0);
    }
}
