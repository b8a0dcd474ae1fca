package io.tideline.fetcher.publishing;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of what is committed and not yet acknowledged by Kafka. */
@ApplicationScoped
public class Outbox {
    /** Large enough that a row costs little for a reading, small enough that the relay holds few at once. */
    private static final int READINGS_PER_ROW = 2_000;

    private static final int ROWS_AT_ONCE = 32;

    private static final String ADD = "INSERT INTO outbox (source, readings, batch) VALUES ($1, $2, $3)";
    private static final String OLDEST = "SELECT id, batch FROM outbox ORDER BY id LIMIT $1";
    private static final String REMOVE = "DELETE FROM outbox WHERE id = ANY($1)";
    private static final String BACKLOGS = """
            SELECT source, count(*) AS entries, sum(readings) AS readings, min(added_at) AS oldest FROM outbox GROUP BY source
            """;

    /** One row, not yet decoded. Nobody compares two. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(long id, byte[] bytes) {
        Batch batch() {
            return BatchCodec.decoded(bytes);
        }
    }

    private final RelayState relay;

    Outbox(RelayState relay) {
        this.relay = relay;
    }

    /** Adds the readings within the caller's transaction. */
    public Uni<Void> add(SqlClient transaction, Batch batch) {
        List<Tuple> rows = new ArrayList<>();
        for (Batch part : batch.split(READINGS_PER_ROW)) {
            rows.add(Tuple.of(part.source(), part.revisions().size(), Buffer.buffer(BatchCodec.encoded(part))));
        }
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(transaction.preparedQuery(ADD).executeBatch(rows).replaceWithVoid(), notify(transaction))
                        .andFailFast()
                        .replaceWithVoid();
    }

    /** The relay of this replica is woken directly; that of another one hears of the commit from PostgreSQL. */
    private Uni<Void> notify(SqlClient transaction) {
        return relay.role() == RelayState.Role.LEADS
                ? Uni.createFrom().voidItem()
                : transaction.query("NOTIFY outbox").execute().replaceWithVoid();
    }

    Uni<List<Entry>> oldest(SqlClient client) {
        return client.preparedQuery(OLDEST).execute(Tuple.of(ROWS_AT_ONCE)).map(Outbox::entries);
    }

    Uni<Void> remove(SqlClient client, List<Entry> entries) {
        Long[] ids = entries.stream().map(Entry::id).toArray(Long[]::new);
        return client.preparedQuery(REMOVE).execute(Tuple.of(ids)).replaceWithVoid();
    }

    /** What waits of each source; of a source of which nothing waits, nothing. */
    Uni<Map<String, Backlog>> backlogs(SqlClient client) {
        return client.preparedQuery(BACKLOGS).execute().map(Outbox::backlogs);
    }

    private static Map<String, Backlog> backlogs(RowSet<Row> rows) {
        Map<String, Backlog> backlogs = new HashMap<>();
        rows.forEach(row -> backlogs.put(row.getString("source"), backlog(row)));
        return backlogs;
    }

    private static Backlog backlog(Row row) {
        return new Backlog(
                row.getLong("entries"),
                row.getLong("readings"),
                Optional.ofNullable(row.getOffsetDateTime("oldest")).map(OffsetDateTime::toInstant));
    }

    private static List<Entry> entries(RowSet<Row> rows) {
        List<Entry> entries = new ArrayList<>(rows.size());
        rows.forEach(row ->
                entries.add(new Entry(row.getLong("id"), row.getBuffer("batch").getBytes())));
        return entries;
    }
}
