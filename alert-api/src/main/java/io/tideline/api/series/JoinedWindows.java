package io.tideline.api.series;

import io.tideline.api.paging.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Joins windows for a chart: the span is cut into equal parts, and the windows that begin in one part become one. As long as there
 * are few enough windows all of them stay as they are. Never holds more than it gives back, however many windows come.
 */
final class JoinedWindows {

    private final Span span;
    private final int points;
    private final List<Window> all = new ArrayList<>();
    private final TreeMap<Long, Window> parts = new TreeMap<>();

    JoinedWindows(Span span, int points) {
        this.span = span;
        this.points = points;
    }

    void add(Window window) {
        if (!parts.isEmpty()) {
            join(window);
            return;
        }
        all.add(window);
        if (all.size() > points) {
            all.forEach(this::join);
            all.clear();
        }
    }

    /** Oldest first. */
    List<Window> windows() {
        List<Window> kept = new ArrayList<>(all);
        kept.addAll(parts.values());
        kept.sort(Comparator.comparing(Window::start));
        return kept;
    }

    private void join(Window window) {
        parts.merge(span.part(window.start(), points), window, Window::and);
    }
}
