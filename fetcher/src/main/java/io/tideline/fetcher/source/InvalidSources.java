package io.tideline.fetcher.source;

import java.util.List;

/** The file of sources cannot be used. The message names every mistake in it. */
public final class InvalidSources extends RuntimeException {
    private final List<String> mistakes;

    InvalidSources(String file, List<String> mistakes) {
        super(mistakes.size() + (mistakes.size() == 1 ? " mistake in " : " mistakes in ") + file + ":\n  "
                + String.join("\n  ", mistakes));
        this.mistakes = mistakes;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
