package io.tideline.fetcher.remote;

import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Entity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of one request about some entities. */
public sealed interface Answer {
    /** The entities that were asked for; empty for a request about nothing in particular. */
    List<Entity> asked();

    /** The whole body. Nobody compares two. */
    @SuppressWarnings("ArrayRecordComponent")
    record Body(List<Entity> asked, byte[] bytes, Instant receivedAt, Optional<Version> version) implements Answer {}

    /** Nothing has changed since the answer that was remembered last. */
    record Unmodified(List<Entity> asked, Instant receivedAt) implements Answer {}

    record NoBody(List<Entity> asked, SourceFailure failure) implements Answer {}
}
