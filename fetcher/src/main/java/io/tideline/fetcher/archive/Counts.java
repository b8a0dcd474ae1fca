package io.tideline.fetcher.archive;

/**
 * What became of the readings of a fetch: all of them, and how many of these were new, revised or unchanged. Where
 * nothing is kept there is nothing to compare with, and all are new. Rejected ones count apart.
 */
public record Counts(int readings, int fresh, int revised, int unchanged, int rejected) {
    /** As a log writes it. */
    @Override
    public String toString() {
        return "readings=" + readings + " new=" + fresh + " revised=" + revised + " unchanged=" + unchanged
                + " rejected=" + rejected;
    }
}
