package io.tideline.fetcher.source;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where the time of a record stands and how it is written.
 *
 * @param zone the zone of a time that is written without one
 * @param offsetAt where the payload says the offset in seconds of a time that is written without zone
 */
public record TimeRule(Path at, Notation notation, Optional<ZoneId> zone, Optional<Path> offsetAt) {

    /** How a time is written. */
    public sealed interface Notation {
        /** ISO 8601, with or without seconds, 'T' or a space between; a date alone is its first instant. */
        record Iso() implements Notation {}

        /** A number of units since 1970. */
        record Epoch(long unitsPerSecond) implements Notation {}

        record Pattern(DateTimeFormatter formatter) implements Notation {}

        /** The payload tells no time: a reading is as old as its fetch. */
        record Received() implements Notation {}
    }
}
