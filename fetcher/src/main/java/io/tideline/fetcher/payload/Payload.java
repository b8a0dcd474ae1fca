package io.tideline.fetcher.payload;

import io.tideline.fetcher.source.Entity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a source answered or pushed. Nobody compares two.
 *
 * @param asked the entities that it may be about; one, if its records do not name theirs
 */
@SuppressWarnings("ArrayRecordComponent")
public record Payload(byte[] bytes, Framing framing, List<Entity> asked, Instant receivedAt) {
    /** What the bytes hold. */
    public enum Framing {
        /** One document, or an array of them. */
        WHOLE,
        /** A document or a record in each line (NDJSON). A line that cannot be read does not spoil the others. */
        LINES;

        /** What a Content-Type announces. */
        public static Framing of(@Nullable String type) {
            boolean lines = type != null && (type.contains("ndjson") || type.contains("jsonl"));
            return lines ? LINES : WHOLE;
        }
    }
}
