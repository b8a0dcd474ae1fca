package io.tideline.spark.window;

import java.time.Duration;

/** The sizes of the windows that are kept of every series. Windows begin at multiples of their size since 1970, UTC. */
enum WindowSize {
    PT1M(Duration.ofMinutes(1)),
    PT5M(Duration.ofMinutes(5)),
    PT1H(Duration.ofHours(1));

    private final long millis;

    WindowSize(Duration duration) {
        this.millis = duration.toMillis();
    }

    long millis() {
        return millis;
    }

    /** Start of the window that this instant belongs to. */
    long startOf(long instant) {
        return Math.floorDiv(instant, millis) * millis;
    }
}
