package io.tideline.fetcher.remote;

import io.tideline.fetcher.reading.SourceFailure;
import java.util.Optional;

/** What a request brought in the end: a body, the word that nothing has changed, or nothing of use. */
sealed interface Exchange {
    /** Nobody compares two. */
    @SuppressWarnings("ArrayRecordComponent")
    record Changed(byte[] body, Optional<Version> version) implements Exchange {}

    record Unchanged() implements Exchange {}

    /** An item, not a failure of the stream: it may come when nobody waits any more, and then it is let go without a word. */
    record Broken(SourceFailure failure) implements Exchange {}

    /** This, or throws what broke it. */
    default Exchange orThrow() {
        if (this instanceof Broken broken) throw broken.failure();
        return this;
    }
}
