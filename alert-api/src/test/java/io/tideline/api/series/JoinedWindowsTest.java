package io.tideline.api.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tideline.api.paging.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class JoinedWindowsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SIZE = Duration.ofMinutes(1);
    private static final Offset<Double> NEARLY = within(1e-9);

    @Property(tries = 200)
    void comeToWhatTheirReadingsComeToAndAreNeverMoreThanAsked(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 30) int points,
            @ForAll @IntRange(min = 1, max = 120) int count) {
        List<List<Double>> readings = readings(new Random(seed), count);
        JoinedWindows joined = new JoinedWindows(new Span(START, START.plus(SIZE.multipliedBy(count))), points);

        newestFirst(readings).forEach(joined::add);

        assertThat(joined.windows())
                .hasSize(Math.min(points, count))
                .isSortedAccordingTo(Comparator.comparing(Window::start))
                .allSatisfy(window -> assertThatItSumsUp(window, readings));
        assertThat(joined.windows().stream().mapToLong(Window::count).sum())
                .isEqualTo(readings.stream().mapToLong(List::size).sum());
    }

    private static List<List<Double>> readings(Random random, int windows) {
        return IntStream.range(0, windows)
                .mapToObj(i ->
                        random.doubles(1 + random.nextInt(5), -50, 50).boxed().toList())
                .toList();
    }

    private static List<Window> newestFirst(List<List<Double>> readings) {
        List<Window> windows = new ArrayList<>(IntStream.range(0, readings.size())
                .mapToObj(i -> window(START.plus(SIZE.multipliedBy(i)), readings.get(i)))
                .toList());
        Collections.reverse(windows);
        return windows;
    }

    private static void assertThatItSumsUp(Window window, List<List<Double>> readings) {
        int from = (int) Duration.between(START, window.start()).dividedBy(SIZE);
        int to = (int) Duration.between(START, window.end()).dividedBy(SIZE);
        Window whole = window(
                window.start(),
                readings.subList(from, to).stream().flatMap(List::stream).toList());
        assertThat(window.count()).isEqualTo(whole.count());
        assertThat(window.min()).isEqualTo(whole.min());
        assertThat(window.max()).isEqualTo(whole.max());
        assertThat(window.last()).isEqualTo(whole.last());
        assertThat(window.mean()).isCloseTo(whole.mean(), NEARLY);
        assertThat(window.sd()).isCloseTo(whole.sd(), NEARLY);
    }

    private static Window window(Instant start, List<Double> values) {
        double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        double variance = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return new Window(
                start,
                start.plus(SIZE),
                values.size(),
                Collections.min(values),
                Collections.max(values),
                mean,
                Math.sqrt(variance),
                values.get(values.size() - 1),
                "Cel",
                true);
    }
}
