package io.tideline.fetcher.reading;

/** Where the readings of a fetch go. */
public enum Destination {
    /** Kept in PostgreSQL. */
    HISTORY,
    /** Published to Kafka. */
    STREAM
}
