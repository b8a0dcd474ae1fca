package io.tideline.fetcher.archive;

/** What became of one entity of a fetch; detail says why where the outcome is a failure. */
public record EntityNote(String entity, String outcome, int readings, int rejected, String detail) {
    public static final String STORED = "STORED";
}
