package io.tideline.fetcher.archive;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what fetches bring. */
public interface Archive {
    /**
     * Keeps readings and rejected readings, puts what is to be published into the outbox and writes the receipt, all of
     * it or nothing. If the fetch has a receipt already, nothing changes and that receipt is the answer.
     */
    Uni<Receipt> keep(Delivery delivery);

    /** Notes that a fetch failed. A receipt that says it was stored stays. */
    Uni<Void> note(Failure failure);

    /** The receipt of a fetch that was stored. */
    Uni<Optional<Receipt>> receipt(String source, String fetchId);

    /** What became of a fetch, stored or failed. */
    Uni<Optional<Note>> find(String source, String fetchId);

    /** What became of the latest fetches of a source, the latest first. */
    Uni<List<Note>> recent(String source, int limit);

    /** What became of the latest fetch of each source. */
    Uni<Map<String, Note>> latest();
}
