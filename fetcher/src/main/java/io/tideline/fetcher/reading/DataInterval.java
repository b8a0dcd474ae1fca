package io.tideline.fetcher.reading;

import java.time.Instant;

/** The time that a fetch covers, its end not included. */
public record DataInterval(Instant start, Instant end) {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    public DataInterval {
        if (start.isBefore(FIRST) || end.isAfter(LAST)) {
            throw new IllegalArgumentException("The data interval " + start + " to " + end
                    + " lies outside of the years 1 to 9999. Give times that a calendar has");
        }
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "The data interval ends before it starts: " + start + " to " + end + ". Swap the two");
        }
    }
}
