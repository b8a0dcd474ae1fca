package io.tideline.api.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many of a kind there were at most of late: who is missing shows only against that. What is taken away for good is forgotten. */
final class Census {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private record Count(Instant at, int number) {}

    /** Falling numbers: a count is dropped as soon as a later one is as high. */
    private final Deque<Count> counts = new ArrayDeque<>();

    /** Takes a count in, and tells the highest one within the last hour. */
    int most(Instant now, int number) {
        while (!counts.isEmpty() && counts.getLast().number() <= number) {
            counts.removeLast();
        }
        counts.addLast(new Count(now, number));
        while (counts.getFirst().at().isBefore(now.minus(REMEMBERED))) {
            counts.removeFirst();
        }
        return counts.getFirst().number();
    }
}
