package io.tideline.fetcher.fetch;

import io.tideline.fetcher.archive.Failure;
import io.tideline.fetcher.archive.Order;
import io.tideline.fetcher.archive.Receipt;

/** How an ordered fetch ended. */
public sealed interface FetchOutcome {
    record Stored(Receipt receipt) implements FetchOutcome {}

    record Failed(Failure failure) implements FetchOutcome {}

    record UnknownSource(String source) implements FetchOutcome {}

    /** The id stands for a fetch that was ordered with another interval or other destinations. */
    record OtherOrder(Order first) implements FetchOutcome {}

    /** The id stands for another payload. */
    record OtherPayload(Order first) implements FetchOutcome {}
}
