package io.tideline.api.control;

import org.jspecify.annotations.Nullable;

/**
 * How much goes through the hops; null is what nobody knows.
 *
 * @param fetches that the scheduler ordered and that ended, a minute
 * @param rows that the fetcher stored in PostgreSQL, a second
 * @param read records that the slowest query of the job read, a second
 * @param written readings that the job wrote to Cassandra, a second
 */
record Flow(
        @Nullable Double fetches,
        @Nullable Double rows,
        @Nullable Double read,
        @Nullable Double written) {

    static final Flow UNKNOWN = new Flow(null, null, null, null);
}
