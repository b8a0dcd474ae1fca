package io.tideline.fetcher.remote;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;

/** Counts requests to a source over a day, for all replicas together. */
public interface Quota {
    /** Takes one request of a day in UTC; false if the limit is reached. */
    Uni<Boolean> take(String source, LocalDate day, int limit);
}
