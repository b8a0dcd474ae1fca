package io.tideline.fetcher.reading;

import static java.util.Objects.requireNonNull;

/**
 * A record or reading that could not be read. Entity and metric are empty where the record does not tell them;
 * the excerpt is the part of the payload that was at fault, and the detail may quote it.
 */
public record Rejected(String entity, String metric, RejectReason reason, String detail, String excerpt) {
    private static final int LONGEST_TEXT = 500;

    public Rejected {
        requireNonNull(entity, "entity");
        requireNonNull(metric, "metric");
        requireNonNull(reason, "reason");
        requireNonNull(detail, "detail");
        detail = shortened(detail);
        excerpt = shortened(excerpt);
    }

    /** PostgreSQL keeps no NUL in text. */
    private static String shortened(String text) {
        String whole = text.replace('\0', ' ');
        return whole.length() <= LONGEST_TEXT ? whole : whole.substring(0, LONGEST_TEXT) + "...";
    }
}
