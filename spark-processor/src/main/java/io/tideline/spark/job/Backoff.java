package io.tideline.spark.job;

import java.time.Duration;

/** How long to wait before the next try: from one second on twice as long each time, up to a minute. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** @param ranFor how long the try lasted that has just failed: after a long good run it starts from the first pause again */
    Duration after(Duration ranFor) {
        if (ranFor.compareTo(LONGEST) > 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
