package io.tideline.api.alert;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tideline.api.filter.Matchers;
import io.tideline.api.paging.Page;
import io.tideline.api.paging.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts that ever were, newest first, page by page. */
@ApplicationScoped
class AlertHistory {

    private final AlertTables tables;
    private final ActiveAlerts active;

    AlertHistory(AlertTables tables, ActiveAlerts active) {
        this.tables = tables;
        this.active = active;
    }

    /** One page; the alerts after it begin at its cursor. */
    Uni<Page<Alert>> page(
            Span span, String @Nullable [] series, Matchers matchers, int limit, @Nullable AlertCursor cursor) {
        if (cursor != null && cursor.startsAt().isBefore(span.from())) {
            return Uni.createFrom().item(Page.whole(List.of()));
        }
        Span rest = cursor == null || cursor.startsAt().isAfter(span.to())
                ? span
                : new Span(span.from(), cursor.startsAt());
        Multi<Alert> alerts = series == null
                ? tables.history(rest.from(), rest.to())
                : tables.history(series, rest.from(), rest.to());
        return alerts.filter(alert -> cursor == null || cursor.isBefore(alert))
                .filter(alert -> matchers.matches(alert.labels()))
                .select()
                .first(limit + 1L)
                .collect()
                .asList()
                .flatMap(found -> page(found, limit));
    }

    private Uni<Page<Alert>> page(List<Alert> found, int limit) {
        boolean more = found.size() > limit;
        List<Alert> items = more ? found.subList(0, limit) : found;
        @Nullable String next = more ? AlertCursor.of(items.get(limit - 1)).written() : null;
        return active.marked(items).map(marked -> new Page<>(marked, next));
    }
}
