package io.tideline.fetcher.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.Revision;
import io.tideline.fetcher.reading.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void readsWhatItWrote() {
        Batch batch = batch(1_000);

        assertThat(BatchCodec.decoded(BatchCodec.encoded(batch))).isEqualTo(batch);
    }

    @Test
    void needsLittleRoomForAReading() {
        assertThat(BatchCodec.encoded(batch(2_000)).length / 2_000).isLessThan(24);
    }

    @Test
    void refusesAVersionThatItDoesNotKnow() {
        byte[] bytes = BatchCodec.encoded(batch(1));
        bytes[0] = 9;

        assertThatThrownBy(() -> BatchCodec.decoded(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a batch of version 9, this fetcher reads 1");
    }

    @Test
    void refusesBytesThatAreCutOff() {
        byte[] bytes = BatchCodec.encoded(batch(3));

        assertThatThrownBy(() -> BatchCodec.decoded(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void ordersByTimeOverAllSeriesAndKeepsTheOrderWithinAnInstant() {
        Revision late = revision("a", NOW, 1);
        Revision early = revision("b", NOW.minusSeconds(1), 2);
        Revision lateToo = revision("b", NOW, 3);

        Batch batch = Batch.inOrder("s", "f", NOW, "", List.of(late, early, lateToo));

        assertThat(batch.revisions()).containsExactly(early, late, lateToo);
    }

    private static Batch batch(int size) {
        Random random = new Random(42);
        List<Revision> revisions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Instant at = Instant.ofEpochMilli(random.nextLong(-2_000_000_000_000L, 2_000_000_000_000L));
            revisions.add(revision("entity-" + random.nextInt(20), at, random.nextGaussian()));
        }
        return new Batch("s", "fetch-1", NOW, "00-ab-cd-01", revisions);
    }

    private static Revision revision(String entity, Instant at, double value) {
        return new Revision(
                new Reading(new SeriesId("s", entity, "temperature"), at, value, "Cel"), (int) Math.abs(value * 100));
    }
}
