package io.tideline.api.paging;

import io.tideline.api.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** From one instant to another, both included. */
public record Span(Instant from, Instant to) {

    /** Times beyond these are mistakes, and some of them fit no column. */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2999;

    /**
     * The span that a request names; what it leaves out is now, or so long before the end as is usual.
     *
     * @throws io.tideline.api.problem.ProblemException 400 if a time cannot be read or the span is empty or too long
     */
    public static Span of(@Nullable String from, @Nullable String to, Duration usual, Duration longest, Clock clock) {
        Instant end = to == null ? clock.instant() : instant("to", to);
        Instant start = from == null ? end.minus(usual) : instant("from", from);
        if (start.isAfter(end)) {
            throw Problem.badRequest("from " + start + " is after to " + end + ": swap them");
        }
        if (Duration.between(start, end).compareTo(longest) > 0) {
            throw Problem.badRequest("from " + start + " to " + end + " is longer than " + longest + ": ask for less");
        }
        return new Span(start, end);
    }

    /** An ISO 8601 time with a zone. */
    public static Instant instant(String name, String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', '+'));
            if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
                throw Problem.badRequest(
                        name + " is '" + text + "': give a year from " + FIRST_YEAR + " to " + LAST_YEAR);
            }
            return time.toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.badRequest(
                    name + " is '" + text + "': give an ISO 8601 time with a zone, such as 2026-01-31T12:00:00Z");
        }
    }

    /** In which of so many equal parts of this span an instant lies: 0 is the first, and the end is in the last. */
    public long part(Instant instant, long parts) {
        long offset = Duration.between(from, instant).toMillis();
        return Math.min(parts - 1, offset * parts / Math.max(1, length().toMillis()));
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
