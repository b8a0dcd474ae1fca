package io.tideline.fetcher.remote;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/** The quota in PostgreSQL: it outlives a restart. */
@ApplicationScoped
class PostgresQuota implements Quota {
    private static final String TAKE = """
            INSERT INTO source_quota (source, day, requests) VALUES ($1, $2, 1)
            ON CONFLICT (source, day) DO UPDATE SET requests = source_quota.requests + 1
            WHERE source_quota.requests < $3
            """;

    private final Pool pool;

    PostgresQuota(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> take(String source, LocalDate day, int limit) {
        return pool.preparedQuery(TAKE).execute(Tuple.of(source, day, limit)).map(rows -> rows.rowCount() == 1);
    }
}
