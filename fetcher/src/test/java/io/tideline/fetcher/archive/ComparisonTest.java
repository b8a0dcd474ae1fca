package io.tideline.fetcher.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.fetcher.archive.Comparison.Kept;
import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.Revision;
import io.tideline.fetcher.reading.SeriesId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Instant T0 = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant T1 = T0.plusSeconds(1);
    private static final Instant T2 = T0.plusSeconds(2);
    private static final SeriesId SERIES = new SeriesId("s", "a", "temperature");

    @Test
    void tellsNewFromRevisedFromUnchanged() {
        List<Series> delivered = Series.of(List.of(reading(T2, 3), reading(T0, 1), reading(T1, 2)));
        Map<Integer, Map<Instant, Kept>> kept = Map.of(0, Map.of(T0, new Kept(1, "Cel", 0), T1, new Kept(9, "Cel", 4)));

        Comparison comparison = Comparison.of(delivered, kept);

        assertThat(comparison.fresh()).containsExactly(new Revision(reading(T2, 3), 0));
        assertThat(comparison.revised()).containsExactly(new Revision(reading(T1, 2), 5));
        assertThat(comparison.counts(7)).isEqualTo(new Counts(3, 1, 1, 1, 7));
        assertThat(comparison.toPublish()).hasSize(2);
    }

    @Test
    void takesAnotherUnitForARevision() {
        Map<Integer, Map<Instant, Kept>> kept = Map.of(0, Map.of(T0, new Kept(1, "[degF]", 0)));

        assertThat(Comparison.of(Series.of(List.of(reading(T0, 1))), kept).revised())
                .hasSize(1);
    }

    @Test
    void countsAnIdentityOnceAndTakesTheLaterWord() {
        List<Series> delivered = Series.of(List.of(reading(T0, 1), reading(T0, 2)));

        assertThat(Comparison.of(delivered, Map.of()).fresh()).containsExactly(new Revision(reading(T0, 2), 0));
    }

    private static Reading reading(Instant at, double value) {
        return new Reading(SERIES, at, value, "Cel");
    }
}
