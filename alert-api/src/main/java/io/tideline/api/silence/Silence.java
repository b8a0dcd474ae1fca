package io.tideline.api.silence;

import io.tideline.api.filter.Labels;
import io.tideline.api.filter.Matchers;
import java.time.Instant;

/** A span of time in which alerts that match are marked as silenced, never hidden. */
public record Silence(
        String id, Matchers matchers, Instant from, Instant until, String by, String comment, Instant createdAt) {

    public Silence {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("from " + from + " is not before until " + until);
        }
    }

    public boolean covers(Labels labels, Instant now) {
        return !now.isBefore(from) && now.isBefore(until) && matchers.matches(labels);
    }

    boolean hasEnded(Instant now) {
        return !now.isBefore(until);
    }

    Silence endingAt(Instant end) {
        return new Silence(id, matchers, from, end, by, comment, createdAt);
    }

    SilenceMark mark() {
        return new SilenceMark(id, by, until, comment);
    }
}
