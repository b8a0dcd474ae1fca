package io.tideline.fetcher.fetch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tideline.fetcher.archive.Counts;
import io.tideline.fetcher.archive.EntityNote;
import io.tideline.fetcher.archive.Failure;
import io.tideline.fetcher.archive.Note;
import io.tideline.fetcher.archive.Order;
import io.tideline.fetcher.archive.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of a fetch, in the words of the HTTP interface. Reason and detail are there for a failure only. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FetchAnswer(
        String source,
        String fetchId,
        String state,
        int readings,
        @JsonProperty("new") int fresh,
        int revised,
        int unchanged,
        int rejected,
        List<EntityNote> entities,
        Instant dataIntervalStart,
        Instant dataIntervalEnd,
        Instant startedAt,
        Instant finishedAt,
        Optional<String> reason,
        Optional<String> detail) {

    static FetchAnswer of(Note note) {
        if (note instanceof Receipt receipt) {
            return of(receipt);
        }
        return of((Failure) note);
    }

    static FetchAnswer of(Receipt receipt) {
        Counts counts = receipt.counts();
        Order order = receipt.order();
        return new FetchAnswer(
                order.source(),
                order.fetchId(),
                "STORED",
                counts.readings(),
                counts.fresh(),
                counts.revised(),
                counts.unchanged(),
                counts.rejected(),
                receipt.entities(),
                order.interval().start(),
                order.interval().end(),
                receipt.startedAt(),
                receipt.finishedAt(),
                Optional.empty(),
                Optional.empty());
    }

    private static FetchAnswer of(Failure failure) {
        Order order = failure.order();
        return new FetchAnswer(
                order.source(),
                order.fetchId(),
                "FAILED",
                0,
                0,
                0,
                0,
                0,
                List.of(),
                order.interval().start(),
                order.interval().end(),
                failure.startedAt(),
                failure.finishedAt(),
                Optional.of(failure.reason().name()),
                Optional.of(failure.detail()));
    }
}
