package io.tideline.fetcher.archive;

import static java.util.Objects.requireNonNull;

import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.reading.Destination;
import java.util.Set;

/**
 * What a caller ordered: one source over one interval, under an id of the caller's.
 *
 * @param digest of what the caller pushed; empty for a fetch, which is not known before it is made
 */
public record Order(
        String source, String fetchId, DataInterval interval, Set<Destination> destinations, String digest) {
    public Order {
        requireNonNull(source, "source");
        requireNonNull(fetchId, "fetchId");
        requireNonNull(interval, "interval");
        destinations = Set.copyOf(destinations);
        requireNonNull(digest, "digest");
    }

    /** A fetch. */
    public Order(String source, String fetchId, DataInterval interval, Set<Destination> destinations) {
        this(source, fetchId, interval, destinations, "");
    }

    public boolean goesTo(Destination destination) {
        return destinations.contains(destination);
    }
}
