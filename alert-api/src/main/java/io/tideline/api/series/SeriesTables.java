package io.tideline.api.series;

import com.datastax.oss.driver.api.core.cql.Row;
import io.smallrye.mutiny.Multi;
import io.tideline.api.cassandra.Cassandra;
import io.tideline.api.paging.Span;
import io.tideline.rules.series.SeriesId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** Series, readings and windows in Cassandra. */
@ApplicationScoped
public class SeriesTables {

    private static final String SOURCES = "SELECT source FROM tideline.source_seen WHERE bucket = 0";
    private static final String LATEST = "SELECT source, entity, metric, value, unit, observed_at, fetched_at"
            + " FROM tideline.latest_reading WHERE source = ?";
    private static final String READINGS = "SELECT value, unit, observed_at, fetched_at, revision FROM tideline.reading"
            + " WHERE source = ? AND entity = ? AND metric = ? AND day = ? AND observed_at >= ? AND observed_at <= ?";
    private static final String WINDOWS =
            "SELECT window_start, window_end, count, min, max, mean, sd, last, unit, final FROM tideline.reading_window"
                    + " WHERE source = ? AND entity = ? AND metric = ? AND size = ? AND bucket = ?"
                    + " AND window_start >= ? AND window_start <= ?";

    private final Cassandra cassandra;

    SeriesTables(Cassandra cassandra) {
        this.cassandra = cassandra;
    }

    /** Every series that ever sent a reading, source by source. */
    Multi<Series> series() {
        return cassandra
                .rows(SOURCES)
                .onItem()
                .transformToMultiAndConcatenate(source -> cassandra.rows(LATEST, text(source, "source")))
                .map(SeriesTables::series);
    }

    /** The names of all series, source by source. */
    public Multi<SeriesId> ids() {
        return series().map(series -> new SeriesId(series.source(), series.entity(), series.metric()));
    }

    /** A series was fetched at this time. */
    public record Fetched(String source, Instant fetchedAt) {}

    /** When each series was last fetched, source by source. */
    public Multi<Fetched> latestFetches() {
        return series().map(one -> new Fetched(one.source(), one.fetchedAt()));
    }

    /** The readings of a span of time, newest first; each day is asked only when it is reached. */
    public Multi<Reading> readings(SeriesId series, Span span) {
        List<LocalDate> days = day(span.from())
                .datesUntil(day(span.to()).plusDays(1))
                .sorted((a, b) -> b.compareTo(a))
                .toList();
        return Multi.createFrom()
                .iterable(days)
                .onItem()
                .transformToMultiAndConcatenate(day -> cassandra.rows(
                        READINGS, series.source(), series.entity(), series.metric(), day, span.from(), span.to()))
                .map(row -> reading(series, row));
    }

    /** The windows that begin within a span of time, newest first. */
    Multi<Window> windows(SeriesId series, WindowSize size, Span span) {
        return Multi.createFrom()
                .iterable(size.buckets(day(span.from()), day(span.to())))
                .onItem()
                .transformToMultiAndConcatenate(bucket -> cassandra.rows(
                        WINDOWS,
                        series.source(),
                        series.entity(),
                        series.metric(),
                        size.name(),
                        bucket,
                        span.from(),
                        span.to()))
                .map(SeriesTables::window);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Series series(Row row) {
        return new Series(
                text(row, "source"),
                text(row, "entity"),
                text(row, "metric"),
                row.getDouble("value"),
                text(row, "unit"),
                instant(row, "observed_at"),
                instant(row, "fetched_at"));
    }

    private static Reading reading(SeriesId series, Row row) {
        return new Reading(
                series.source(),
                series.entity(),
                series.metric(),
                row.getDouble("value"),
                text(row, "unit"),
                instant(row, "observed_at"),
                instant(row, "fetched_at"),
                row.getInt("revision"));
    }

    private static Window window(Row row) {
        return new Window(
                instant(row, "window_start"),
                instant(row, "window_end"),
                row.getLong("count"),
                row.getDouble("min"),
                row.getDouble("max"),
                row.getDouble("mean"),
                row.getDouble("sd"),
                row.getDouble("last"),
                text(row, "unit"),
                row.getBoolean("final"));
    }

    private static Instant instant(Row row, String column) {
        return Objects.requireNonNullElse(row.getInstant(column), Instant.EPOCH);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
