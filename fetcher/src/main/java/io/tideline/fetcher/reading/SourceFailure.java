package io.tideline.fetcher.reading;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A source gave nothing that can be used. The reason says whether it helps to try again. */
public final class SourceFailure extends RuntimeException {
    private final FailureReason reason;
    private final Optional<Duration> retryAfter;

    public SourceFailure(FailureReason reason, String message) {
        this(reason, message, Optional.empty());
    }

    public SourceFailure(FailureReason reason, String message, Optional<Duration> retryAfter) {
        // An expected ending: its stack says nothing that the message does not.
        super(oneLine(message), null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** The message may quote what a source sent, and stands in a log of one event per line. */
    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cntrl}\\s]+", " ");
    }

    /** The same failure in other words. */
    public SourceFailure told(UnaryOperator<String> words) {
        return new SourceFailure(reason, words.apply(text()), retryAfter);
    }

    public FailureReason reason() {
        return reason;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
