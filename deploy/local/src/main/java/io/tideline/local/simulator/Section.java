package io.tideline.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One part of an answer: its variables at its times.
 *
 * @param name as in the request: current, minutely_15 or hourly
 * @param step from one time to the next; for the current weather, how often it changes
 */
record Section(String name, List<Variable> variables, List<Instant> times, Duration step) {
    static final String CURRENT = "current";

    /** The last step that is over. */
    static Section current(List<Variable> variables, Instant now, Duration step) {
        long seconds = step.toSeconds();
        Instant time = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
        return new Section(CURRENT, variables, List.of(time), step);
    }

    /** Every time on the grid from the first, included, to the second, not included: two intervals that meet share no time. */
    static Section series(String name, List<Variable> variables, Instant from, Instant to, Duration step) {
        long seconds = step.toSeconds();
        long first = -Math.floorDiv(-ceiling(from), seconds) * seconds;
        List<Instant> times = Stream.iterate(
                        Instant.ofEpochSecond(first), time -> time.isBefore(to), time -> time.plus(step))
                .toList();
        return new Section(name, variables, times, step);
    }

    boolean isCurrent() {
        return name.equals(CURRENT);
    }

    private static long ceiling(Instant time) {
        return time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1;
    }
}
