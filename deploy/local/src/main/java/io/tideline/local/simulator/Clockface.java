package io.tideline.local.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How times are read and written in a time zone: local, without a zone, as Open-Meteo does; one offset for a whole answer. */
record Clockface(String timezone, ZoneOffset offset) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    static Clockface of(String timezone, Instant now) {
        try {
            return new Clockface(timezone, ZoneId.of(timezone).getRules().getOffset(now));
        } catch (DateTimeException e) {
            throw new BadRequest("Invalid timezone: " + timezone + "; use GMT or a name such as Europe/Berlin.");
        }
    }

    /** A local time, or one with an offset of its own. */
    Instant instant(String parameter, String text) {
        try {
            if (text.matches(".*(Z|[+-]\\d\\d:\\d\\d)"))
                return OffsetDateTime.parse(text).toInstant();
            return LocalDateTime.parse(text).toInstant(offset);
        } catch (DateTimeParseException e) {
            throw new BadRequest(
                    "Parameter '" + parameter + "' is no time such as 2026-11-23T09:00. Given: " + text + ".");
        }
    }

    Instant startOfDay(@Nullable String date, Instant otherwise) {
        if (date == null)
            return LocalDate.ofInstant(otherwise, offset).atStartOfDay().toInstant(offset);
        try {
            return LocalDate.parse(date).atStartOfDay().toInstant(offset);
        } catch (DateTimeParseException e) {
            throw new BadRequest("Invalid date format. Make sure to use 'YYYY-MM-DD'. Given: " + date + ".");
        }
    }

    /** With seconds only where the step needs them. */
    String written(Instant time, Duration step) {
        return (step.toSeconds() % 60 == 0 ? MINUTES : SECONDS).format(LocalDateTime.ofInstant(time, offset));
    }

    String abbreviation() {
        int minutes = offset.getTotalSeconds() / 60;
        if (minutes == 0) return "GMT";
        String hours = "GMT" + (minutes < 0 ? "-" : "+") + Math.abs(minutes / 60);
        return minutes % 60 == 0 ? hours : "%s:%02d".formatted(hours, Math.abs(minutes % 60));
    }
}
