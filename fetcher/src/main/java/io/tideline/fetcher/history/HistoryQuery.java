package io.tideline.fetcher.history;

import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which readings of a source are wanted: of an entity, of a metric, from an instant to another, that one not included. */
record HistoryQuery(String source, Optional<String> entity, Optional<String> metric, Instant from, Instant to) {
    private static final Duration LAST_MONTH = Duration.ofDays(30);

    /** Without times it is the last 30 days. Throws Refused. */
    static HistoryQuery parse(
            String source,
            @Nullable String entity,
            @Nullable String metric,
            @Nullable String from,
            @Nullable String to,
            Instant now) {
        Instant end = instant("to", to).orElse(now);
        Instant start = instant("from", from).orElse(end.minus(LAST_MONTH));
        if (end.isBefore(start)) {
            throw new Refused(Problem.badRequest("from, " + start + ", is after to, " + end + ". Swap the two"));
        }
        return new HistoryQuery(source, name("entity", entity), name("metric", metric), start, end);
    }

    private static Optional<String> name(String parameter, @Nullable String text) {
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(Problem.badRequest(parameter + ": expected a name without control characters"));
        }
        return Optional.ofNullable(text);
    }

    private static Optional<Instant> instant(String parameter, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(withinCalendar(OffsetDateTime.parse(text)));
        } catch (DateTimeException e) {
            throw new Refused(Problem.badRequest(
                    parameter + ": expected a time such as 2026-11-23T09:00:00Z, found '" + text + "'"));
        }
    }

    /** PostgreSQL's times do not reach as far as Java's. */
    private static Instant withinCalendar(OffsetDateTime time) {
        if (time.getYear() < 1 || time.getYear() > 9_999) {
            throw new DateTimeException("The year is not one of 1 to 9999");
        }
        return time.toInstant();
    }
}
