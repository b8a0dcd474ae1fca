package io.tideline.fetcher.remote;

import java.util.Optional;

/** What a request brought in the end: a body, or the word that nothing has changed. */
sealed interface Exchange {
    /** Nobody compares two. */
    @SuppressWarnings("ArrayRecordComponent")
    record Changed(byte[] body, Optional<Version> version) implements Exchange {}

    record Unchanged() implements Exchange {}
}
