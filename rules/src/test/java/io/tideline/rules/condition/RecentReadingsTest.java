package io.tideline.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RecentReadingsTest {
    private static final double REACH = 1 + 1.0 / 255;

    private record Point(long at, double value) {}

    @Property(tries = 40)
    void coversTheWindowAndAtMostAFractionMore(
            @ForAll @LongRange(min = 1000, max = 3_600_000) long size,
            @ForAll @IntRange(min = 1, max = 20_000) int gap,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RecentReadings recent = new RecentReadings(size);
        ArrayDeque<Point> all = new ArrayDeque<>();
        long now = random.nextLong(-1_000_000, 1_000_000_000);
        for (int i = 0; i < 3000; i++) {
            now += random.nextLong(1, gap + 1);
            double value = random.nextInt(1000);
            recent.add(now, value);
            all.addLast(new Point(now, value));
            while (all.getFirst().at() <= now - Math.ceil(size * REACH)) {
                all.removeFirst();
            }
            assertCovers(recent.all(), all, now, size);
        }
    }

    private static void assertCovers(RecentReadings.Cell got, ArrayDeque<Point> wide, long now, long size) {
        long least = wide.stream().filter(point -> point.at() > now - size).count();
        assertThat(got.count()).isBetween(least, (long) wide.size());
        if (wide.size() <= RecentReadings.MOST_CELLS && got.count() == least) {
            double sum = wide.stream()
                    .filter(point -> point.at() > now - size)
                    .mapToDouble(Point::value)
                    .sum();
            assertThat(got.sum()).isCloseTo(sum, within(1e-6));
        }
    }

    @Property(tries = 50)
    void isExactUpToItsNumberOfCells(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long size = 100_000;
        RecentReadings recent = new RecentReadings(size);
        ArrayDeque<Point> window = new ArrayDeque<>();
        long now = 0;
        for (int i = 0; i < 2000; i++) {
            now += random.nextLong(200, 2000);
            double value = random.nextInt(1000);
            recent.add(now, value);
            window.addLast(new Point(now, value));
            while (window.getFirst().at() <= now - size) {
                window.removeFirst();
            }
            RecentReadings.Cell all = recent.all();
            assertThat(all.count()).isEqualTo(window.size());
            assertThat(all.sum())
                    .isEqualTo(window.stream().mapToDouble(Point::value).sum());
            assertThat(all.max())
                    .isEqualTo(window.stream().mapToDouble(Point::value).max().orElseThrow());
        }
    }

    @Property(tries = 20)
    void staysSmallAndComesBackFromItsBytes(@ForAll @IntRange(min = 1, max = 5) int gap, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RecentReadings recent = new RecentReadings(3_600_000);
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextLong(1, gap + 1);
            recent.add(now, random.nextDouble());
        }

        byte[] bytes = bytes(recent);

        assertThat(bytes.length).isLessThan(32 * RecentReadings.MOST_CELLS);
        RecentReadings read = RecentReadings.read(3_600_000, new ByteReader(bytes));
        assertThat(bytes(read)).isEqualTo(bytes);
        for (int i = 0; i < 2000; i++) {
            now += random.nextLong(1, gap + 1);
            double value = random.nextDouble();
            recent.add(now, value);
            read.add(now, value);
            assertThat(read.all()).isEqualTo(recent.all());
        }
        assertThat(bytes(read)).isEqualTo(bytes(recent));
    }

    private static byte[] bytes(RecentReadings recent) {
        ByteWriter out = new ByteWriter();
        recent.write(out);
        return out.toBytes();
    }
}
