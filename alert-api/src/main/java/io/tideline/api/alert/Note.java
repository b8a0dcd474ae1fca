package io.tideline.api.alert;

import java.time.Instant;

/** One thing that somebody did with an alert. */
public record Note(String kind, String author, Instant at, String comment) {

    static final String ACKNOWLEDGED = "acknowledged";
    static final String UNACKNOWLEDGED = "unacknowledged";
    static final String COMMENTED = "commented";
}
