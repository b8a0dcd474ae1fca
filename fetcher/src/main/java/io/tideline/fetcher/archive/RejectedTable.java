package io.tideline.fetcher.archive;

import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.reading.Rejected;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;

/** The table of what could not be read. */
final class RejectedTable {
    private static final String INSERT = """
            INSERT INTO rejected_reading (source, fetch_id, entity, metric, reason, detail, excerpt, rejected_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private RejectedTable() {}

    static Uni<Void> add(SqlClient transaction, Delivery delivery) {
        List<Tuple> rows = delivery.extract().rejected().stream()
                .map(rejected -> row(delivery, rejected))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(Delivery delivery, Rejected rejected) {
        return Tuple.tuple()
                .addString(delivery.order().source())
                .addString(delivery.order().fetchId())
                .addString(rejected.entity())
                .addString(rejected.metric())
                .addString(rejected.reason().name())
                .addString(rejected.detail())
                .addString(rejected.excerpt())
                .addOffsetDateTime(delivery.fetchedAt().atOffset(ZoneOffset.UTC));
    }
}
