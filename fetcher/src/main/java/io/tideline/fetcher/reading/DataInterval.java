package io.tideline.fetcher.reading;

import java.time.Instant;

/** The time that a fetch covers, its end not included. */
public record DataInterval(Instant start, Instant end) {
    public DataInterval {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "The data interval ends before it starts: " + start + " to " + end + ". Swap the two");
        }
    }
}
