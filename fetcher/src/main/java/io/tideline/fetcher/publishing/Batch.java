package io.tideline.fetcher.publishing;

import io.tideline.fetcher.reading.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Readings of one fetch in the order in which they are to be published.
 *
 * @param trace the W3C trace context of the caller, empty if there is none
 */
public record Batch(String source, String fetchId, Instant fetchedAt, String trace, List<Revision> revisions) {
    private static final Comparator<Revision> BY_TIME =
            Comparator.comparing(revision -> revision.reading().observedAt());

    /**
     * Orders by time over all series, not series by series: a reader that waits for no late readings would drop the
     * past of the second series once it has seen the end of the first.
     */
    public static Batch inOrder(
            String source, String fetchId, Instant fetchedAt, String trace, List<Revision> revisions) {
        List<Revision> sorted = new ArrayList<>(revisions);
        sorted.sort(BY_TIME);
        return new Batch(source, fetchId, fetchedAt, trace, sorted);
    }

    /** The same readings in batches of at most that size. */
    List<Batch> split(int size) {
        List<Batch> parts = new ArrayList<>();
        for (int start = 0; start < revisions.size(); start += size) {
            int end = Math.min(start + size, revisions.size());
            parts.add(new Batch(source, fetchId, fetchedAt, trace, revisions.subList(start, end)));
        }
        return parts;
    }
}
