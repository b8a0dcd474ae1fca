package io.tideline.api.alert;

import io.tideline.api.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** The place behind one alert in the history: newest first, then by id. */
record AlertCursor(Instant startsAt, String id) {

    static AlertCursor of(Alert alert) {
        return new AlertCursor(alert.startsAt(), alert.id());
    }

    static AlertCursor parse(String written) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(written), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            return new AlertCursor(
                    Instant.ofEpochMilli(Long.parseLong(text.substring(0, space))), text.substring(space + 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw Problem.badRequest("cursor is '" + written + "': give the next of an earlier answer");
        }
    }

    String written() {
        byte[] text = (startsAt.toEpochMilli() + " " + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    boolean isBefore(Alert alert) {
        return alert.startsAt().isBefore(startsAt)
                || (alert.startsAt().equals(startsAt) && alert.id().compareTo(id) > 0);
    }
}
