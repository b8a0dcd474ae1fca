package io.tideline.fetcher.reading;

import static java.util.Objects.requireNonNull;

/** A reading and how often its source has corrected it: 0 for the first value of an identity. */
public record Revision(Reading reading, int number) {
    public Revision {
        requireNonNull(reading, "reading");
        if (number < 0) {
            throw new IllegalArgumentException("The revision is negative: " + number + " for " + reading);
        }
    }
}
