package io.tideline.bench.stream;

import io.tideline.avro.Reading;
import io.tideline.bench.pipeline.BenchStack;
import io.tideline.bench.pipeline.Readings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How much there is of what the job has to look at. */
record Shape(int rules, int series) {
    private static final Duration RULES_TAKE_EFFECT = Duration.ofSeconds(6);
    private static final int SECONDS_BETWEEN = 10;
    private static final String ROWS = """
            SELECT count(*) FROM tideline.reading WHERE source = ? AND entity = 's-0' AND metric = 'temperature' AND day = ?
            """;

    /** Puts its rules in the place of all others, and waits until the job has them. Each selects one series in a hundred. */
    void writeRules(BenchStack stack) {
        stack.removeRules();
        for (int i = 0; i < rules; i++) {
            stack.addRule(
                    "bench-" + i,
                    "{\"source\":\"bench-*\",\"entity\":\"*-" + i % 100 + "\"}",
                    "{\"kind\":\"threshold\",\"above\":" + (50 + i % 10) + ",\"unit\":\"Cel\"}");
        }
        LockSupport.parkNanos(RULES_TAKE_EFFECT.toNanos());
    }

    /** Round after round over all series, ten seconds apart, the last one now. Values from 20 to 59. */
    Iterable<Reading> readings(String source, int count) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return () -> readings(source, count, now, rounds(count));
    }

    private Iterator<Reading> readings(String source, int count, Instant now, int rounds) {
        return IntStream.range(0, count)
                .mapToObj(i -> Readings.of(
                        source,
                        "s-" + i % series,
                        20 + (i / series) % 40,
                        now.minusSeconds((long) SECONDS_BETWEEN * (rounds - i / series))))
                .iterator();
    }

    private int rounds(int count) {
        return (count + series - 1) / series;
    }

    /** A fast job that loses rows is none: the first series must have a row for each of its readings. */
    void requireRows(BenchStack stack, String source, int count) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        long days =
                1 + Duration.ofSeconds((long) SECONDS_BETWEEN * rounds(count)).toDays() + 1;
        long rows = LongStream.range(0, days)
                .map(ago -> stack.cassandra()
                        .execute(ROWS, source, today.minusDays(ago))
                        .one()
                        .getLong(0))
                .sum();
        if (rows != rounds(count)) {
            throw new IllegalStateException("the first series of " + source + " has " + rows + " rows, not "
                    + rounds(count) + ": the job lost some");
        }
    }
}
