package io.tideline.spark.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.series.SeriesId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HeldWindowStateTest {

    private static final SeriesId SERIES = new SeriesId("simulator", "phoenix", "temperature");
    private static final Lateness LATENESS = new Lateness(Duration.ofMinutes(2), Duration.ofHours(1));
    private static final long MINUTE = 60_000;

    @RepeatedTest(20)
    void windowsAndStateAreTheSameAsWithoutIt() {
        Random random = new Random();
        InMemoryWindowState direct = new InMemoryWindowState();
        InMemoryWindowState below = new InMemoryWindowState();
        long now = 0;
        for (int call = 0; call < 60; call++) {
            now += (random.nextInt(8) == 0 ? 150 : random.nextInt(10)) * MINUTE;
            List<TimedValue> readings = readings(random, now);

            List<Window> expected = step(direct, readings, now);
            HeldWindowState held = new HeldWindowState(below);
            List<Window> given = step(held, readings, now);
            held.settle();

            assertThat(given).isEqualTo(expected);
            assertThat(below.hours).usingRecursiveComparison().isEqualTo(direct.hours);
            assertThat(below.minutes).usingRecursiveComparison().isEqualTo(direct.minutes);
            assertThat(below.progress()).isEqualTo(direct.progress());
        }
    }

    @Test
    void readsAndWritesEachPartOnceACall() {
        List<String> asked = new ArrayList<>();
        HeldWindowState held = new HeldWindowState(new TellingState(asked));

        step(held, List.of(new TimedValue(3 * MINUTE, 1, 0, 0, "Cel")), 4 * MINUTE);
        held.settle();
        held.settle();

        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "read progress", "read hour 0", "read minute", "keep minute", "keep hour 0", "keep progress");
    }

    /** A call of the query: readings, or now and then the timer alone. */
    private static List<Window> step(WindowState state, List<TimedValue> readings, long now) {
        SeriesWindows windows = new SeriesWindows(SERIES, state, (series, from, to) -> List.of(), LATENESS);
        List<Window> given = readings.isEmpty() ? windows.wake(now) : windows.add(readings, now);
        windows.planWake(now);
        return given;
    }

    private static List<TimedValue> readings(Random random, long now) {
        List<TimedValue> readings = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            long at = Math.max(0, now - random.nextInt(90) * MINUTE);
            readings.add(new TimedValue(at, random.nextInt(100), random.nextInt(2), now, "Cel"));
        }
        return readings;
    }

    private record TellingState(List<String> asked, InMemoryWindowState state) implements WindowState {

        TellingState(List<String> asked) {
            this(asked, new InMemoryWindowState());
        }

        @Override
        public Progress progress() {
            asked.add("read progress");
            return state.progress();
        }

        @Override
        public void keep(Progress progress) {
            asked.add("keep progress");
            state.keep(progress);
        }

        @Override
        public Optional<HourStatistics> hour(long start) {
            asked.add("read hour " + start);
            return state.hour(start);
        }

        @Override
        public void keep(HourStatistics hour) {
            asked.add("keep hour " + hour.start());
            state.keep(hour);
        }

        @Override
        public MinuteReadings minute(long start) {
            asked.add("read minute");
            return state.minute(start);
        }

        @Override
        public void keep(long start, MinuteReadings minute) {
            asked.add("keep minute");
            state.keep(start, minute);
        }

        @Override
        public void forget(HourStatistics hour) {
            asked.add("forget hour " + hour.start());
            state.forget(hour);
        }
    }
}
