package io.tideline.api.series;

import io.tideline.api.paging.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Thins readings out for a chart: the span is cut into equal parts and the lowest and highest reading of each part
 * stay ("min-max"), so that no peak is lost. As long as there are few enough readings all of them stay. Never holds
 * more than twice what it gives back, however many readings come.
 */
final class Extremes {

    private record Part(Reading lowest, Reading highest) {

        Part and(Reading reading) {
            return new Part(
                    reading.value() < lowest.value() ? reading : lowest,
                    reading.value() > highest.value() ? reading : highest);
        }
    }

    private final Span span;
    private final int points;
    private final List<Reading> all = new ArrayList<>();
    private final TreeMap<Long, Part> parts = new TreeMap<>();
    private boolean thinned;

    Extremes(Span span, int points) {
        this.span = span;
        this.points = points;
    }

    void add(Reading reading) {
        if (thinned) {
            thin(reading);
            return;
        }
        all.add(reading);
        if (all.size() > points) {
            thinned = true;
            all.forEach(this::thin);
            all.clear();
        }
    }

    /** The readings that stay, oldest first. */
    List<Reading> readings() {
        List<Reading> kept = new ArrayList<>(all);
        for (Part part : parts.values()) {
            kept.add(part.lowest());
            if (!part.highest().equals(part.lowest())) {
                kept.add(part.highest());
            }
        }
        kept.sort(Comparator.comparing(Reading::observedAt));
        return kept;
    }

    String method() {
        return thinned ? "min-max" : "raw";
    }

    private void thin(Reading reading) {
        long part = span.part(reading.observedAt(), Math.max(1, points / 2));
        parts.merge(part, new Part(reading, reading), (known, one) -> known.and(reading));
    }
}
