package io.tideline.fetcher.history;

import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import io.tideline.fetcher.reading.SeriesId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The last reading of a page; the next page begins after it, whatever was added meanwhile. */
record Cursor(String entity, String metric, Instant observedAt) {
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Cursor BEGINNING = new Cursor("", "", Instant.parse("0001-01-01T00:00:00Z"));

    static Cursor after(HistoryRow row) {
        return new Cursor(row.entity(), row.metric(), row.observedAt());
    }

    /** Throws Refused if the text is none that a page gave. */
    static Cursor parse(@Nullable String text) {
        if (text == null) {
            return BEGINNING;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 3);
            Cursor cursor = new Cursor(parts[1], parts[2], Instant.ofEpochMilli(Long.parseLong(parts[0])));
            if (cursor.isOfAReading()) {
                return cursor;
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // told below, with the same words as for one of no reading
        }
        throw new Refused(Problem.badRequest("cursor: expected one that a page gave, found '" + text + "'"));
    }

    private boolean isOfAReading() {
        return SeriesId.isEntity(entity)
                && metric.chars().noneMatch(Character::isISOControl)
                && !observedAt.isBefore(BEGINNING.observedAt())
                && !observedAt.isAfter(END);
    }

    @Override
    public String toString() {
        String text = observedAt.toEpochMilli() + "\n" + entity + "\n" + metric;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
