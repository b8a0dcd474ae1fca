package io.tideline.fetcher.source;

/** A secret from the environment. It never shows itself in a log. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
