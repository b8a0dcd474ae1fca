package io.tideline.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Heat that comes back: at each of its places the temperature rises to the peak, stays, and falls again.
 *
 * @param start when it comes first
 * @param every how often it comes
 * @param lasts from the first rise to the last fall
 * @param peaks the temperature at its height by place, in degrees Celsius
 */
public record HeatWave(Instant start, Duration every, Duration lasts, Map<Place, Double> peaks) {
    static final Place PHOENIX = new Place(33.45, -112.07);
    static final Place LAS_VEGAS = new Place(36.17, -115.14);

    private static final Duration RISE = Duration.ofSeconds(15);

    public HeatWave {
        peaks = Map.copyOf(peaks);
        if (lasts.compareTo(RISE.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("a heat wave of " + lasts + " is too short: it needs " + RISE
                    + " to rise and as much to fall; make it longer");
        }
        if (every.compareTo(lasts) <= 0) {
            throw new IllegalArgumentException(
                    "a heat wave of " + lasts + " cannot come every " + every + ": make it rarer or shorter");
        }
    }

    /** Phoenix and, less strong, Las Vegas. */
    public static HeatWave from(Instant start, Duration every, Duration lasts) {
        return new HeatWave(start, every, lasts, Map.of(PHOENIX, 43.5, LAS_VEGAS, 40.0));
    }

    /** What a usual temperature becomes: itself before the start, between two waves, and at any other place. */
    double over(double usual, Place place, Instant time) {
        Double peak = peaks.get(place);
        if (peak == null) return usual;
        return usual + (peak - usual) * strength(time);
    }

    /** From 0, none, to 1, its height. */
    private double strength(Instant time) {
        if (time.isBefore(start)) return 0;
        long sinceItsRise = Duration.between(start, time).toMillis() % every.toMillis();
        long untilItsEnd = lasts.toMillis() - sinceItsRise;
        double share = (double) Math.min(sinceItsRise, untilItsEnd) / RISE.toMillis();
        return Math.max(0, Math.min(1, share));
    }
}
