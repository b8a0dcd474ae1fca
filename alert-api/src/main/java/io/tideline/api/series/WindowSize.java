package io.tideline.api.series;

import io.tideline.api.problem.Problem;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sizes of windows that the pipeline keeps, and how they lie in buckets. */
enum WindowSize {
    PT1M,
    PT5M,
    PT1H;

    static WindowSize of(@Nullable String given) {
        for (WindowSize size : values()) {
            if (size.name().equals(given == null ? "PT5M" : given)) {
                return size;
            }
        }
        throw Problem.badRequest("size is '" + given + "': there are windows of PT1M, PT5M and PT1H");
    }

    /** The buckets of a span of days, the latest first: a day, or for hours a month. */
    List<LocalDate> buckets(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1))
                .map(day -> this == PT1H ? day.withDayOfMonth(1) : day)
                .distinct()
                .sorted((a, b) -> b.compareTo(a))
                .toList();
    }
}
