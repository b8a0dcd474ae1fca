package io.tideline.fetcher.archive;

import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.reading.Destination;
import io.tideline.fetcher.reading.FailureReason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of what became of fetches. */
final class FetchTable {
    /** The same fetch may arrive at two replicas: the second waits here until the first has committed. */
    private static final String TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended($1, 1))";

    private static final String FIND = "SELECT * FROM source_fetch WHERE source = $1 AND fetch_id = $2";
    private static final String RECENT =
            "SELECT * FROM source_fetch WHERE source = $1 ORDER BY finished_at DESC LIMIT $2";
    /** Source by source, each found at the end of its part of the index, however many fetches there were. */
    private static final String LATEST = """
            WITH RECURSIVE source (name) AS (
                SELECT min(source) FROM source_fetch
                UNION ALL
                SELECT (SELECT min(f.source) FROM source_fetch f WHERE f.source > source.name)
                FROM source WHERE source.name IS NOT NULL)
            SELECT latest.* FROM source
            CROSS JOIN LATERAL (
                SELECT * FROM source_fetch f WHERE f.source = source.name ORDER BY f.finished_at DESC LIMIT 1) latest
            """;

    /** What was stored stays stored, whatever a later attempt under the same id meets. */
    private static final String WRITE = """
            INSERT INTO source_fetch (source, fetch_id, interval_start, interval_end, keep, publish, state,
                readings, new, revised, unchanged, rejected, entities, reason, detail, started_at, finished_at, digest)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            ON CONFLICT (source, fetch_id) DO UPDATE SET
                (interval_start, interval_end, keep, publish, state, readings, new, revised, unchanged, rejected,
                    entities, reason, detail, started_at, finished_at, digest)
                = (EXCLUDED.interval_start, EXCLUDED.interval_end, EXCLUDED.keep, EXCLUDED.publish, EXCLUDED.state,
                    EXCLUDED.readings, EXCLUDED.new, EXCLUDED.revised, EXCLUDED.unchanged, EXCLUDED.rejected,
                    EXCLUDED.entities, EXCLUDED.reason, EXCLUDED.detail, EXCLUDED.started_at, EXCLUDED.finished_at,
                    EXCLUDED.digest)
            WHERE source_fetch.state <> 'STORED'
            """;

    private static final String STORED = "STORED";

    private FetchTable() {}

    static Uni<Void> takeTurns(SqlClient transaction, Order order) {
        return transaction
                .preparedQuery(TAKE_TURNS)
                .execute(Tuple.of(order.source() + "/" + order.fetchId()))
                .replaceWithVoid();
    }

    static Uni<Optional<Note>> find(SqlClient client, String source, String fetchId) {
        return client.preparedQuery(FIND).execute(Tuple.of(source, fetchId)).map(rows -> notes(rows).stream()
                .findFirst());
    }

    static Uni<List<Note>> recent(SqlClient client, String source, int limit) {
        return client.preparedQuery(RECENT).execute(Tuple.of(source, limit)).map(FetchTable::notes);
    }

    static Uni<Map<String, Note>> latest(SqlClient client) {
        return client.preparedQuery(LATEST).execute().map(FetchTable::bySource);
    }

    static Uni<Void> write(SqlClient client, Receipt receipt) {
        Counts counts = receipt.counts();
        Tuple row = row(receipt.order(), STORED)
                .addInteger(counts.readings())
                .addInteger(counts.fresh())
                .addInteger(counts.revised())
                .addInteger(counts.unchanged())
                .addInteger(counts.rejected())
                .addJsonArray(json(receipt.entities()))
                .addString("")
                .addString("");
        return write(client, row, receipt.order(), receipt.startedAt(), receipt.finishedAt());
    }

    static Uni<Void> write(SqlClient client, Failure failure) {
        Tuple row = row(failure.order(), "FAILED");
        for (int count = 0; count < 5; count++) {
            row.addInteger(0);
        }
        row.addJsonArray(new JsonArray()).addString(failure.reason().name()).addString(failure.detail());
        return write(client, row, failure.order(), failure.startedAt(), failure.finishedAt());
    }

    private static Uni<Void> write(SqlClient client, Tuple row, Order order, Instant startedAt, Instant finishedAt) {
        row.addOffsetDateTime(startedAt.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(finishedAt.atOffset(ZoneOffset.UTC))
                .addString(order.digest());
        return client.preparedQuery(WRITE).execute(row).replaceWithVoid();
    }

    private static Tuple row(Order order, String state) {
        return Tuple.tuple()
                .addString(order.source())
                .addString(order.fetchId())
                .addOffsetDateTime(order.interval().start().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(order.interval().end().atOffset(ZoneOffset.UTC))
                .addBoolean(order.goesTo(Destination.HISTORY))
                .addBoolean(order.goesTo(Destination.STREAM))
                .addString(state);
    }

    private static Map<String, Note> bySource(RowSet<Row> rows) {
        Map<String, Note> latest = new HashMap<>();
        rows.forEach(row -> latest.put(row.getString("source"), note(row)));
        return latest;
    }

    private static List<Note> notes(RowSet<Row> rows) {
        List<Note> notes = new ArrayList<>();
        rows.forEach(row -> notes.add(note(row)));
        return notes;
    }

    private static Note note(Row row) {
        Instant startedAt = instant(row, "started_at");
        Instant finishedAt = instant(row, "finished_at");
        if (STORED.equals(row.getString("state"))) {
            return new Receipt(order(row), counts(row), entities(row), startedAt, finishedAt);
        }
        FailureReason reason = FailureReason.valueOf(row.getString("reason"));
        return new Failure(order(row), reason, row.getString("detail"), Optional.empty(), startedAt, finishedAt);
    }

    private static Order order(Row row) {
        Set<Destination> destinations = EnumSet.noneOf(Destination.class);
        if (row.getBoolean("keep")) {
            destinations.add(Destination.HISTORY);
        }
        if (row.getBoolean("publish")) {
            destinations.add(Destination.STREAM);
        }
        DataInterval interval = new DataInterval(instant(row, "interval_start"), instant(row, "interval_end"));
        return new Order(
                row.getString("source"), row.getString("fetch_id"), interval, destinations, row.getString("digest"));
    }

    private static Counts counts(Row row) {
        return new Counts(
                row.getInteger("readings"),
                row.getInteger("new"),
                row.getInteger("revised"),
                row.getInteger("unchanged"),
                row.getInteger("rejected"));
    }

    private static JsonArray json(List<EntityNote> entities) {
        JsonArray array = new JsonArray();
        entities.forEach(note -> array.add(new JsonObject()
                .put("entity", note.entity())
                .put("outcome", note.outcome())
                .put("readings", note.readings())
                .put("rejected", note.rejected())
                .put("detail", note.detail())));
        return array;
    }

    private static List<EntityNote> entities(Row row) {
        JsonArray array = row.getJsonArray("entities");
        List<EntityNote> notes = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            JsonObject note = array.getJsonObject(i);
            notes.add(new EntityNote(
                    note.getString("entity"),
                    note.getString("outcome"),
                    note.getInteger("readings"),
                    note.getInteger("rejected"),
                    note.getString("detail")));
        }
        return notes;
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
