package io.tideline.local.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The weather whose heat begins just before it is first asked for, and then never changes: whoever starts a pipeline sees its
 * first alert at once, however long the rest takes to start.
 */
final class Climate implements Supplier<Weather> {
    /** Within the half minute that a first fetch covers, and long enough for the rise. */
    private static final Duration AHEAD = Duration.ofSeconds(25);

    private final Clock clock;
    private final Function<Instant, HeatWave> wave;
    private @Nullable Weather weather;

    Climate(Clock clock, Function<Instant, HeatWave> wave) {
        this.clock = clock;
        this.wave = wave;
    }

    @Override
    public synchronized Weather get() {
        if (weather != null) return weather;
        Instant start = clock.instant().minus(AHEAD).truncatedTo(ChronoUnit.SECONDS);
        Weather begun = new Weather(wave.apply(start));
        weather = begun;
        return begun;
    }
}
