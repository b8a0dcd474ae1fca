package io.tideline.fetcher.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.tideline.fetcher.source.TimeRule;
import io.tideline.fetcher.source.TimeRule.Notation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads times of one document as its source's rule says. */
final class Times {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalEnd()
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter();
    /** 2026-11-23T09:00 or 2026-11-23T09:00:00; what looks like it and is none is told by the slower way. */
    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?");

    /** No more digits than a time can have: a BigDecimal takes minutes to write 1e99999999 out. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,25}(\\.\\d{1,25})?([eE][+-]?\\d{1,2})?");

    private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1_000);

    private final TimeRule rule;
    private final Optional<ZoneId> zone;

    /** The document may say the offset of all its times. Throws DateTimeException if it should and does not. */
    Times(TimeRule rule, JsonNode document) {
        this.rule = rule;
        this.zone = rule.offsetAt().isPresent()
                ? Optional.of(offset(rule.offsetAt().get().in(document, document)))
                : rule.zone();
    }

    /** Throws DateTimeException with a message that says what was wrong. */
    Instant read(JsonNode written) {
        Notation notation = rule.notation();
        if (notation instanceof Notation.Epoch epoch) {
            return epoch(written, epoch.unitsPerSecond());
        }
        if (notation instanceof Notation.Pattern pattern) {
            return instant(pattern.formatter().parse(written.asText()), written.asText());
        }
        return iso(written.asText().strip());
    }

    /** The common form, without a zone, goes by the faster way. */
    private Instant iso(String text) {
        return zone.isPresent() && LOCAL.matcher(text).matches()
                ? local(text).atZone(zone.get()).toInstant()
                : instant(ISO.parse(text), text);
    }

    /** By its places: the formatter of java.time takes ten times as long, and a year of hours is half a fetch. */
    private static LocalDateTime local(String text) {
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                text.length() > 16 ? number(text, 17, 19) : 0);
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private Instant instant(TemporalAccessor parsed, String text) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (date == null) {
            throw new DateTimeException("'" + text + "' has no date");
        }
        return date.atTime(time == null ? LocalTime.MIN : time)
                .atZone(zoneOf(parsed, text))
                .toInstant();
    }

    private ZoneId zoneOf(TemporalAccessor parsed, String text) {
        ZoneId own = parsed.query(TemporalQueries.zone());
        if (own != null) {
            return own;
        }
        return zone.orElseThrow(() ->
                new DateTimeException("'" + text + "' has no zone. Give zone or offsetAt beside time in the mapping"));
    }

    private static Instant epoch(JsonNode written, long unitsPerSecond) {
        String text = written.asText().strip();
        if (!NUMBER.matcher(text).matches()) {
            throw new DateTimeException("'" + text + "' is no number of units since 1970");
        }
        try {
            return Instant.ofEpochMilli(new BigDecimal(text)
                    .multiply(MILLIS_PER_SECOND)
                    .divide(BigDecimal.valueOf(unitsPerSecond), 0, RoundingMode.FLOOR)
                    .longValueExact());
        } catch (ArithmeticException e) {
            throw new DateTimeException("'" + text + "' is too large for a time", e);
        }
    }

    private static ZoneId offset(JsonNode seconds) {
        if (!seconds.isNumber() && !seconds.isTextual()) {
            throw new DateTimeException("The payload does not say the offset of its times");
        }
        try {
            return ZoneOffset.ofTotalSeconds(Integer.parseInt(seconds.asText()));
        } catch (NumberFormatException e) {
            throw new DateTimeException("'" + seconds.asText() + "' is no offset in seconds", e);
        }
    }
}
