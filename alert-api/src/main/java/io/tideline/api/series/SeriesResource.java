package io.tideline.api.series;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tideline.api.filter.Labels;
import io.tideline.api.filter.MatcherParameters;
import io.tideline.api.filter.Matchers;
import io.tideline.api.paging.Limit;
import io.tideline.api.paging.Page;
import io.tideline.api.paging.Span;
import io.tideline.api.problem.Problem;
import io.tideline.rules.series.SeriesId;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/series")
@Tag(name = "series")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class SeriesResource {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(366);

    private final SeriesTables tables;
    private final Clock clock;

    SeriesResource(SeriesTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** The readings of a chart, and how they were thinned out. */
    record Readings(List<Reading> items, @Nullable String next, String method) {}

    @GET
    @Operation(summary = "Every series with its latest value, by name")
    public Uni<Page<Series>> series(
            @BeanParam MatcherParameters parameters,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor) {
        Matchers matchers = parameters.matchers();
        int most = Limit.of("limit", limit, 1000, 10_000);
        return tables.series()
                .filter(series -> matchers.matches(labels(series)))
                .filter(series -> cursor == null || series.series().compareTo(cursor) > 0)
                .collect()
                .asList()
                .map(found -> page(found, most));
    }

    @GET
    @Path("/{source}/{entity}/{metric}/readings")
    @Operation(
            summary = "The readings of a span of time (the last day), oldest first",
            description = "With more readings than points the lowest and highest of equal spans stay (min-max).")
    public Uni<Readings> readings(
            @RestPath String source,
            @RestPath String entity,
            @RestPath String metric,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable Integer points) {
        Span span = Span.of(from, to, DAY, YEAR, clock);
        int most = Limit.of("points", points, 1000, 10_000);
        return tables.readings(id(source, entity, metric), span)
                .collect()
                .in(() -> new Extremes(span, most), Extremes::add)
                .map(kept -> new Readings(kept.readings(), null, kept.method()));
    }

    @GET
    @Path("/{source}/{entity}/{metric}/windows")
    @Operation(
            summary =
                    "The windows of a span of time (the last day), oldest first; the newest ones if there are too many",
            description = "With points, windows are joined until no more than so many are left, over the whole span.")
    public Uni<Page<Window>> windows(
            @RestPath String source,
            @RestPath String entity,
            @RestPath String metric,
            @RestQuery @Nullable String size,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable Integer points) {
        int most = Limit.of("limit", limit, 2000, 10_000);
        Span span = Span.of(from, to, DAY, YEAR, clock);
        Multi<Window> windows = tables.windows(id(source, entity, metric), WindowSize.of(size), span);
        if (points != null) {
            return joined(windows, span, Limit.of("points", points, 1000, 10_000));
        }
        return windows.select().first(most + 1L).collect().asList().map(found -> windows(found, most));
    }

    private static Uni<Page<Window>> joined(Multi<Window> windows, Span span, int points) {
        return windows.collect()
                .in(() -> new JoinedWindows(span, points), JoinedWindows::add)
                .map(joined -> Page.whole(joined.windows()));
    }

    /** The cursor is the time before which the rest lies: ask again with it as {@code to}. */
    private static Page<Window> windows(List<Window> newestFirst, int most) {
        boolean more = newestFirst.size() > most;
        List<Window> items = new ArrayList<>(more ? newestFirst.subList(0, most) : newestFirst);
        Collections.reverse(items);
        return new Page<>(items, more ? items.get(0).start().minusMillis(1).toString() : null);
    }

    private static Page<Series> page(List<Series> found, int most) {
        List<Series> items = found.stream()
                .sorted(Comparator.comparing(Series::series))
                .limit(most)
                .toList();
        boolean more = found.size() > items.size();
        return new Page<>(items, more ? items.get(items.size() - 1).series() : null);
    }

    private static SeriesId id(String source, String entity, String metric) {
        try {
            return new SeriesId(source, entity, metric);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Labels labels(Series series) {
        return new Labels(series.source(), series.entity(), series.metric(), "", "", "");
    }
}
