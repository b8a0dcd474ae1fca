package io.tideline.bench.stream;

import io.tideline.avro.Reading;
import io.tideline.bench.pipeline.Readings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.stream.IntStream;

/** How much there is of what the job has to look at. */
record Shape(int rules, int series) {

    /** Round after round over all series, ten seconds apart, the last one now. Values from 20 to 59. */
    Iterable<Reading> readings(String source, int count) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        int rounds = (count + series - 1) / series;
        return () -> readings(source, count, now, rounds);
    }

    private Iterator<Reading> readings(String source, int count, Instant now, int rounds) {
        return IntStream.range(0, count)
                .mapToObj(i -> Readings.of(
                        source,
                        "s-" + i % series,
                        20 + (i / series) % 40,
                        now.minusSeconds(10L * (rounds - i / series))))
                .iterator();
    }
}
