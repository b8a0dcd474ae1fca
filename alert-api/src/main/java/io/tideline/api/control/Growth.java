package io.tideline.api.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How fast a number grows that only grows, such as a counter of another service: over the last five minutes. */
final class Growth {

    private static final Duration OVER = Duration.ofMinutes(5);
    /** What comes in batches would jump over a shorter time. */
    private static final Duration AT_LEAST = Duration.ofSeconds(30);

    private record Told(Instant at, double total) {}

    private final Deque<Told> told = new ArrayDeque<>();

    /** Takes in what the number is now, and gives its growth in a second; null while there is nothing to compare it with. */
    synchronized @Nullable Double perSecond(Instant now, @Nullable Double total) {
        if (total == null) {
            return null;
        }
        Told last = told.peekLast();
        if (last != null && total < last.total()) { // the other service has started again
            told.clear();
        }
        if (told.isEmpty() || last == null || last.at().plusSeconds(1).isBefore(now)) {
            told.addLast(new Told(now, total));
        }
        while (told.size() > 1 && told.getFirst().at().isBefore(now.minus(OVER))) {
            told.removeFirst();
        }
        Told first = told.getFirst();
        Duration span = Duration.between(first.at(), now);
        return span.compareTo(AT_LEAST) < 0 ? null : (total - first.total()) * 1000 / span.toMillis();
    }
}
