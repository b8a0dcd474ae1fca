package io.tideline.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeatherTest {
    private static final double HOT = 37.8; // 100 degF, rounded up
    private static final double COOL = 36.6; // 98 degF, rounded down
    private static final Instant START = Instant.parse("2026-07-21T22:00:07Z");
    private static final Duration STEP = Duration.ofSeconds(5);

    private final Weather weather = new Weather(HeatWave.from(START, Duration.ofMinutes(10), Duration.ofSeconds(140)));

    @Test
    void isTheSameForTheSamePlaceAndTime() {
        Weather same = new Weather(HeatWave.from(START, Duration.ofMinutes(10), Duration.ofSeconds(140)));

        assertThat(weather.temperature(52.52, 13.41, START)).isEqualTo(same.temperature(52.52, 13.41, START));
        assertThat(weather.humidity(52.52, 13.41, START)).isEqualTo(same.humidity(52.52, 13.41, START));
    }

    @Test
    void isHotForAboutTwoMinutesOfEachTenAndCoolBetween() {
        for (int wave = 0; wave < 6; wave++) {
            Instant rise = START.plus(Duration.ofMinutes(10).multipliedBy(wave));
            assertThat(phoenix(rise.plusSeconds(15), rise.plusSeconds(126))).allMatch(value -> value > HOT);
            assertThat(phoenix(rise.plusSeconds(140), rise.plusSeconds(600))).allMatch(value -> value < COOL);
        }
    }

    @Test
    void isCoolBeforeTheFirstHeatWave() {
        assertThat(phoenix(START.minus(Duration.ofHours(24)), START)).allMatch(value -> value < COOL);
    }

    @Test
    void isStrongerInPhoenixThanInLasVegas() {
        Instant height = START.plusSeconds(60);

        assertThat(weather.temperature(33.45, -112.07, height))
                .isGreaterThan(weather.temperature(36.17, -115.14, height) + 1);
        assertThat(weather.temperature(36.17, -115.14, height)).isGreaterThan(HOT);
    }

    @Test
    void isNeverHotElsewhere() {
        Instant summer = Instant.parse("2026-07-21T00:00:00Z");

        for (double latitude = -90; latitude <= 90; latitude += 7.5) {
            double place = latitude;
            assertThat(over(
                            summer,
                            summer.plus(Duration.ofDays(1)),
                            Duration.ofMinutes(5),
                            time -> weather.temperature(place, -74.01, time)))
                    .allMatch(value -> value < 34)
                    .allMatch(value -> value > -60);
        }
    }

    @Test
    void isWarmerInTheAfternoonThanAtNight() {
        Instant afternoon = Instant.parse("2026-11-23T14:00:00Z");
        Instant night = Instant.parse("2026-11-23T02:00:00Z");

        assertThat(weather.temperature(52.52, 13.41, afternoon))
                .isGreaterThan(weather.temperature(52.52, 13.41, night) + 5);
    }

    @Test
    void movesALittleFromReadingToReading() {
        List<Double> berlin =
                over(START, START.plusSeconds(600), STEP, time -> weather.temperature(52.52, 13.41, time));

        assertThat(berlin.stream().distinct().count()).isGreaterThan(5);
        for (int i = 1; i < berlin.size(); i++) {
            assertThat(Math.abs(berlin.get(i) - berlin.get(i - 1))).isLessThan(1);
        }
    }

    @Test
    void refusesAHeatWaveThatCouldNotEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatWave.from(START, Duration.ofMinutes(2), Duration.ofMinutes(3)))
                .withMessage("a heat wave of PT3M cannot come every PT2M: make it rarer or shorter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatWave.from(START, Duration.ofMinutes(2), Duration.ofSeconds(20)))
                .withMessage(
                        "a heat wave of PT20S is too short: it needs PT15S to rise and as much to fall; make it longer");
    }

    private List<Double> phoenix(Instant from, Instant to) {
        return over(from, to, STEP, time -> weather.temperature(33.45, -112.07, time));
    }

    private static List<Double> over(Instant from, Instant to, Duration step, ToDoubleFunction<Instant> value) {
        DoubleStream values = Stream.iterate(from, time -> time.isBefore(to), time -> time.plus(step))
                .mapToDouble(value);
        return values.boxed().toList();
    }
}
