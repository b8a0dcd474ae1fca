package io.tideline.fetcher.archive;

import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.archive.Comparison.Kept;
import io.tideline.fetcher.reading.Destination;
import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.Revision;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of readings, written in batches: one array for each column. */
final class ReadingTable {
    private static final int ROWS_PER_STATEMENT = 10_000;
    private static final int STRIPES = 16;

    /** Writers of the same entities take turns, in the order of the stripes; so nobody compares with what is about to change. */
    private static final String TAKE_TURNS =
            "SELECT pg_advisory_xact_lock(hashtext($1), stripe) FROM unnest($2::int[]) AS stripe";

    private static final String KEPT = """
            SELECT series.number::int - 1 AS series, r.observed_at, r.value, r.unit, r.revision
            FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS series (entity, metric, number)
            JOIN reading r ON r.source = $1 AND r.entity = series.entity AND r.metric = series.metric
            WHERE r.observed_at BETWEEN $4 AND $5
            """;

    private static final String INSERT = """
            INSERT INTO reading (source, entity, metric, observed_at, value, unit, revision, fetched_at, fetch_id)
            SELECT $1, new.entity, new.metric, new.at, new.value, new.unit, 0, $2, $3
            FROM unnest($4::text[], $5::text[], $6::timestamptz[], $7::float8[], $8::text[])
                AS new (entity, metric, at, value, unit)
            """;

    private static final String REVISE = """
            UPDATE reading r
            SET value = new.value, unit = new.unit, revision = r.revision + 1, fetched_at = $2, fetch_id = $3
            FROM unnest($4::text[], $5::text[], $6::timestamptz[], $7::float8[], $8::text[])
                AS new (entity, metric, at, value, unit)
            WHERE r.source = $1 AND r.entity = new.entity AND r.metric = new.metric AND r.observed_at = new.at
            """;

    private final SqlClient transaction;
    private final Delivery delivery;

    ReadingTable(SqlClient transaction, Delivery delivery) {
        this.transaction = transaction;
        this.delivery = delivery;
    }

    /** Compares with what is kept, once nobody else writes it. Where nothing is to be kept there is nothing to compare with. */
    Uni<Comparison> compare(List<Series> series) {
        return series.isEmpty() || !keeps()
                ? Uni.createFrom().item(Comparison.of(series, Map.of()))
                : Uni.combine()
                        .all()
                        .unis(takeTurns(series), kept(series))
                        .with((turn, kept) -> Comparison.of(series, kept));
    }

    /** Keeps what is new or revised. */
    Uni<Void> keep(Comparison comparison) {
        return keeps()
                ? Uni.join()
                        .all(write(INSERT, comparison.fresh()), write(REVISE, comparison.revised()))
                        .andFailFast()
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private boolean keeps() {
        return delivery.order().goesTo(Destination.HISTORY);
    }

    private Uni<Void> takeTurns(List<Series> series) {
        Integer[] stripes = series.stream()
                .map(each -> Math.floorMod(each.id().entity().hashCode(), STRIPES))
                .distinct()
                .sorted()
                .toArray(Integer[]::new);
        return transaction
                .preparedQuery(TAKE_TURNS)
                .execute(Tuple.of(source(), stripes))
                .replaceWithVoid();
    }

    private Uni<Map<Integer, Map<Instant, Kept>>> kept(List<Series> series) {
        String[] entities = series.stream().map(each -> each.id().entity()).toArray(String[]::new);
        String[] metrics = series.stream().map(each -> each.id().metric()).toArray(String[]::new);
        Instant first =
                series.stream().map(Series::first).min(Instant::compareTo).orElse(Instant.EPOCH);
        Instant last = series.stream().map(Series::last).max(Instant::compareTo).orElse(Instant.EPOCH);
        return transaction
                .preparedQuery(KEPT)
                .execute(Tuple.of(source(), entities, metrics, utc(first), utc(last)))
                .map(ReadingTable::bySeriesAndTime);
    }

    private static Map<Integer, Map<Instant, Kept>> bySeriesAndTime(RowSet<Row> rows) {
        Map<Integer, Map<Instant, Kept>> kept = new HashMap<>();
        for (Row row : rows) {
            kept.computeIfAbsent(row.getInteger(0), series -> new HashMap<>())
                    .put(
                            row.getOffsetDateTime(1).toInstant(),
                            new Kept(row.getDouble(2), row.getString(3), row.getInteger(4)));
        }
        return kept;
    }

    private Uni<Void> write(String statement, List<Revision> revisions) {
        List<Uni<RowSet<Row>>> writes = new ArrayList<>();
        for (int start = 0; start < revisions.size(); start += ROWS_PER_STATEMENT) {
            List<Revision> rows = revisions.subList(start, Math.min(start + ROWS_PER_STATEMENT, revisions.size()));
            writes.add(transaction.preparedQuery(statement).execute(columns(rows)));
        }
        return writes.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(writes).andFailFast().replaceWithVoid();
    }

    private Tuple columns(List<Revision> rows) {
        List<Reading> readings = rows.stream().map(Revision::reading).toList();
        return Tuple.tuple()
                .addString(source())
                .addOffsetDateTime(utc(delivery.fetchedAt()))
                .addString(delivery.order().fetchId())
                .addArrayOfString(
                        readings.stream().map(r -> r.series().entity()).toArray(String[]::new))
                .addArrayOfString(
                        readings.stream().map(r -> r.series().metric()).toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                        readings.stream().map(r -> utc(r.observedAt())).toArray(OffsetDateTime[]::new))
                .addArrayOfDouble(readings.stream().map(Reading::value).toArray(Double[]::new))
                .addArrayOfString(readings.stream().map(Reading::unit).toArray(String[]::new));
    }

    private String source() {
        return delivery.order().source();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
