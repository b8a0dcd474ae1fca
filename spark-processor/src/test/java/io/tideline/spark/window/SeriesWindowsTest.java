package io.tideline.spark.window;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tideline.rules.series.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeriesWindowsTest {

    private static final SeriesId SERIES = new SeriesId("simulator", "phoenix", "temperature");
    private static final Lateness LATENESS = new Lateness(Duration.ofMinutes(2), Duration.ofHours(1));
    private static final long TEN = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;

    private final InMemoryWindowState state = new InMemoryWindowState();
    private final List<TimedValue> archived = new ArrayList<>();
    private final SeriesWindows windows = new SeriesWindows(
            SERIES,
            state,
            (series, from, to) -> archived.stream()
                    .filter(reading -> reading.observedAt() >= from && reading.observedAt() < to)
                    .toList(),
            LATENESS);

    /** The newest state of each window that was given. */
    private final Map<String, Window> given = new HashMap<>();

    @Test
    void tellsCountMinMaxMeanDeviationAndLast() {
        take(TEN, value(0, 10), value(20, 14), value(40, 12));

        Statistics minute = window(WindowSize.PT1M, TEN).statistics();

        assertThat(minute.count()).isEqualTo(3);
        assertThat(minute.min()).isEqualTo(10);
        assertThat(minute.max()).isEqualTo(14);
        assertThat(minute.mean()).isEqualTo(12);
        assertThat(minute.deviation()).isCloseTo(Math.sqrt(8.0 / 3), within(1e-12));
        assertThat(minute.last()).isEqualTo(12);
        assertThat(minute.lastAt()).isEqualTo(TEN + 40_000);
    }

    @Test
    void countsARepeatedReadingOnceAndTakesACorrectedValueInItsPlace() {
        take(TEN, value(0, 10), value(20, 14));

        List<Window> repeated = windows.add(List.of(value(0, 10)), TEN);
        take(TEN, new TimedValue(TEN + 20_000, 20, 1, TEN + 90_000, "Cel"), value(20, 14));

        assertThat(repeated).isEmpty();
        assertThat(window(WindowSize.PT5M, TEN).statistics().count()).isEqualTo(2);
        assertThat(window(WindowSize.PT5M, TEN).statistics().mean()).isEqualTo(15);
        assertThat(window(WindowSize.PT5M, TEN).statistics().max()).isEqualTo(20);
    }

    @Test
    void isFinalOnceAReadingIsLaterThanItsEndByTheAllowedLateness() {
        take(TEN, value(0, 10));
        take(TEN + 2 * MINUTE, value(179.999, 11));
        boolean before = window(WindowSize.PT1M, TEN).isFinal();

        take(TEN + 2 * MINUTE, value(180, 12));

        assertThat(before).isFalse();
        assertThat(window(WindowSize.PT1M, TEN).isFinal()).isTrue();
        assertThat(window(WindowSize.PT5M, TEN).isFinal()).isFalse();
        assertThat(window(WindowSize.PT5M, TEN).statistics().count()).isEqualTo(3);
    }

    @Test
    void isFinalInASilentSeriesWhenTwiceTheLatenessHasPassed() {
        take(TEN, value(0, 10));
        long wakeAt = windows.planWake(TEN).orElseThrow();

        keep(windows.wake(wakeAt - 1));
        boolean before = window(WindowSize.PT1M, TEN).isFinal();
        keep(windows.wake(wakeAt));

        assertThat(wakeAt).isEqualTo(TEN + MINUTE + 2 * LATENESS.allowed().toMillis());
        assertThat(before).isFalse();
        assertThat(window(WindowSize.PT1M, TEN).isFinal()).isTrue();
    }

    @Test
    void plansOneWakeAtATimeAndNoneWhenAllIsForgotten() {
        take(TEN, value(0, 10));
        Optional<Long> first = windows.planWake(TEN);
        Optional<Long> second = windows.planWake(TEN);

        long now = first.orElseThrow();
        int wakes = 0;
        for (Optional<Long> next = first; next.isPresent(); next = windows.planWake(now)) {
            now = next.get();
            keep(windows.wake(now));
            wakes++;
        }

        assertThat(second).isEmpty();
        assertThat(wakes).isBetween(2, 60);
        assertThat(state.hours).isEmpty();
        assertThat(state.minutes).isEmpty();
        assertThat(window(WindowSize.PT1H, TEN).isFinal()).isTrue();
    }

    @Test
    void readsAForgottenHourBackBeforeItAddsALateReading() {
        take(TEN + 10 * 60 * MINUTE, new TimedValue(TEN + 10 * 60 * MINUTE, 1, 0, 0, "Cel"));
        archived.add(value(0, 10));
        archived.add(value(20, 20));

        take(TEN + 10 * 60 * MINUTE, value(40, 30));

        Window minute = window(WindowSize.PT1M, TEN);
        assertThat(minute.statistics().count()).isEqualTo(3);
        assertThat(minute.statistics().mean()).isEqualTo(20);
        assertThat(minute.isFinal()).isTrue();
    }

    @Test
    void givesInAnyOrderWithRepetitionsAndCorrectionsWhatABatchOverTheSameReadingsGives() {
        for (int seed = 0; seed < 40; seed++) {
            String trial = "seed " + seed + " ";
            Random random = new Random(seed);
            List<TimedValue> truth = readings(random, 400);
            List<TimedValue> sent = disturbed(truth, random);
            Map<String, Window> result = run(sent, random);

            assertThat(result.keySet()).isEqualTo(batch(truth).keySet());
            batch(truth)
                    .forEach((name, expected) -> assertSame(
                            trial + name, requireNonNull(result.get(name)).statistics(), expected));
        }
    }

    private static Map<String, Window> run(List<TimedValue> sent, Random random) {
        SeriesWindows fresh =
                new SeriesWindows(SERIES, new InMemoryWindowState(), (series, from, to) -> List.of(), LATENESS);
        Map<String, Window> result = new HashMap<>();
        for (int from = 0; from < sent.size(); ) {
            int to = Math.min(sent.size(), from + 1 + random.nextInt(30));
            fresh.add(sent.subList(from, to), TEN)
                    .forEach(window -> result.put(name(window.size(), window.start()), window));
            from = to;
        }
        return result;
    }

    private static List<TimedValue> readings(Random random, int count) {
        List<TimedValue> readings = new ArrayList<>();
        long at = TEN;
        for (int i = 0; i < count; i++) {
            at += 1 + random.nextInt(40_000);
            readings.add(new TimedValue(at, 1e6 + random.nextGaussian(), random.nextInt(3), at + 500, "Cel"));
        }
        return readings;
    }

    /** Shuffled, each value after or before its older states, some twice. */
    private static List<TimedValue> disturbed(List<TimedValue> truth, Random random) {
        List<TimedValue> sent = new ArrayList<>(truth);
        for (TimedValue reading : truth) {
            for (int revision = 0; revision < reading.revision(); revision++) {
                sent.add(new TimedValue(
                        reading.observedAt(), random.nextDouble(), revision, reading.fetchedAt() - 9, "Cel"));
            }
            if (random.nextInt(5) == 0) {
                sent.add(reading);
            }
        }
        Collections.shuffle(sent, random);
        return sent;
    }

    private static Map<String, List<TimedValue>> batch(List<TimedValue> truth) {
        Map<String, List<TimedValue>> batch = new HashMap<>();
        for (WindowSize size : WindowSize.values()) {
            batch.putAll(truth.stream()
                    .collect(Collectors.groupingBy(reading -> name(size, size.startOf(reading.observedAt())))));
        }
        return batch;
    }

    private static void assertSame(String where, Statistics actual, List<TimedValue> expected) {
        double mean = expected.stream().mapToDouble(TimedValue::value).average().orElseThrow();
        double squares = expected.stream()
                .mapToDouble(reading -> Math.pow(reading.value() - mean, 2))
                .sum();
        TimedValue last = expected.get(expected.size() - 1);
        assertThat(actual.count()).as(where).isEqualTo(expected.size());
        assertThat(actual.mean()).as(where).isCloseTo(mean, within(1e-8));
        assertThat(actual.deviation()).as(where).isCloseTo(Math.sqrt(squares / expected.size()), within(1e-8));
        assertThat(actual.min())
                .as(where)
                .isEqualTo(
                        expected.stream().mapToDouble(TimedValue::value).min().orElseThrow());
        assertThat(actual.max())
                .as(where)
                .isEqualTo(
                        expected.stream().mapToDouble(TimedValue::value).max().orElseThrow());
        assertThat(actual.last()).as(where).isEqualTo(last.value());
    }

    private void take(long now, TimedValue... readings) {
        keep(windows.add(List.of(readings), now));
    }

    private void keep(List<Window> changed) {
        changed.forEach(window -> given.put(name(window.size(), window.start()), window));
    }

    private Window window(WindowSize size, long start) {
        return requireNonNull(given.get(name(size, start)));
    }

    private static String name(WindowSize size, long start) {
        return size + " " + Instant.ofEpochMilli(start);
    }

    private static TimedValue value(double second, double value) {
        long at = TEN + Math.round(second * 1000);
        return new TimedValue(at, value, 0, at + 500, "Cel");
    }
}
