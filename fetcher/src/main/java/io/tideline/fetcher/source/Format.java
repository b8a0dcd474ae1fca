package io.tideline.fetcher.source;

/** The format of a payload. */
public enum Format {
    JSON,
    CSV
}
