package io.tideline.fetcher.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.RowStream;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what is kept. */
@ApplicationScoped
class History {
    private static final int ROWS_AT_ONCE = 1_000;

    private static final String READINGS = """
            SELECT entity, metric, observed_at, value, unit, revision, fetched_at FROM reading
            WHERE source = $1 AND observed_at >= $2 AND observed_at < $3 %s
            """;

    private static final String PAGE = READINGS
            + " AND (entity, metric, observed_at) > ($4, $5, $6) ORDER BY entity, metric, observed_at LIMIT $7";

    private static final String ALL = READINGS + " ORDER BY entity, metric, observed_at";

    private static final String SUMMARY = """
            SELECT entity, metric, unit, date_trunc($4, observed_at, 'UTC') AS start,
                count(*) AS count, min(value) AS min, max(value) AS max, avg(value) AS mean
            FROM reading WHERE source = $1 AND observed_at >= $2 AND observed_at < $3 %s
            GROUP BY entity, metric, unit, start ORDER BY entity, metric, start, unit
            """;

    private static final String REJECTED = """
            SELECT * FROM rejected_reading WHERE source = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """;

    private final Pool pool;

    History(Pool pool) {
        this.pool = pool;
    }

    Uni<List<HistoryRow>> page(HistoryQuery query, Cursor after, int limit) {
        Tuple values = values(query)
                .addString(after.entity())
                .addString(after.metric())
                .addOffsetDateTime(after.observedAt().atOffset(ZoneOffset.UTC))
                .addInteger(limit);
        return pool.preparedQuery(restricted(PAGE, query, values))
                .execute(values)
                .map(rows -> list(rows, History::reading));
    }

    /** All readings, as many at once as whoever asks can take: PostgreSQL holds the rest behind a cursor. */
    Multi<HistoryRow> all(HistoryQuery query) {
        Tuple values = values(query);
        String sql = restricted(ALL, query, values);
        return Multi.createFrom()
                .resourceFromUni(pool::getConnection, connection -> stream(connection, sql, values))
                .withFinalizer(SqlConnection::close)
                .map(History::reading);
    }

    Uni<List<SummaryRow>> summary(HistoryQuery query, Bucket by) {
        Tuple values = values(query).addString(by.name());
        return pool.preparedQuery(restricted(SUMMARY, query, values))
                .execute(values)
                .map(rows -> list(rows, History::summary));
    }

    Uni<List<RejectedRow>> rejected(String source, long before, int limit) {
        return pool.preparedQuery(REJECTED)
                .execute(Tuple.of(source, before, limit))
                .map(rows -> list(rows, History::rejected));
    }

    /** A cursor lives as long as its transaction; closing the connection ends both. */
    private static Multi<Row> stream(SqlConnection connection, String sql, Tuple values) {
        return connection
                .begin()
                .chain(() -> connection.prepare(sql))
                .map(statement -> statement.createStream(ROWS_AT_ONCE, values))
                .onItem()
                .transformToMulti(RowStream::toMulti);
    }

    private static Tuple values(HistoryQuery query) {
        return Tuple.tuple()
                .addString(query.source())
                .addOffsetDateTime(query.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(query.to().atOffset(ZoneOffset.UTC));
    }

    /** Only the conditions that are asked for: PostgreSQL finds no index behind "or the parameter is null". */
    private static String restricted(String sql, HistoryQuery query, Tuple values) {
        StringBuilder conditions = new StringBuilder();
        query.entity().ifPresent(entity -> {
            values.addString(entity);
            conditions.append(" AND entity = $").append(values.size());
        });
        query.metric().ifPresent(metric -> {
            values.addString(metric);
            conditions.append(" AND metric = $").append(values.size());
        });
        return sql.formatted(conditions);
    }

    private static HistoryRow reading(Row row) {
        return new HistoryRow(
                row.getString(0),
                row.getString(1),
                row.getOffsetDateTime(2).toInstant(),
                row.getDouble(3),
                row.getString(4),
                row.getInteger(5),
                row.getOffsetDateTime(6).toInstant());
    }

    private static SummaryRow summary(Row row) {
        return new SummaryRow(
                row.getString("entity"),
                row.getString("metric"),
                row.getString("unit"),
                instant(row, "start"),
                row.getLong("count"),
                row.getDouble("min"),
                row.getDouble("max"),
                row.getDouble("mean"));
    }

    private static RejectedRow rejected(Row row) {
        return new RejectedRow(
                row.getLong("id"),
                row.getString("fetch_id"),
                row.getString("entity"),
                row.getString("metric"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("excerpt"),
                instant(row, "rejected_at"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        List<T> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(mapper.apply(row)));
        return list;
    }
}
