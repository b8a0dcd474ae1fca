package io.tideline.fetcher.archive;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/** Makes the months ahead and drops what is older than it is to be kept. */
@ApplicationScoped
class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final int MONTHS_AHEAD = 2;

    private static final String FORGET_REJECTED = "DELETE FROM rejected_reading WHERE rejected_at < $1";
    /** The latest of a source is what its state is shown by. */
    private static final String FORGET_FETCHES = """
            DELETE FROM source_fetch f WHERE f.finished_at < $1 AND EXISTS (
                SELECT FROM source_fetch later WHERE later.source = f.source AND later.finished_at > f.finished_at)
            """;

    private static final String FORGET_QUOTA = "DELETE FROM source_quota WHERE day < $1::timestamptz::date";

    private final Months months;
    private final Pool pool;
    private final HistoryConfig config;
    private final Clock clock;

    Upkeep(Months months, Pool pool, HistoryConfig config, Clock clock) {
        this.months = months;
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /** A failure is told and mended by the next run; a fetch makes the month that it needs itself. */
    @Scheduled(every = "6h")
    Uni<Void> run() {
        Instant now = clock.instant();
        return months.make(ahead(now))
                .chain(() -> dropOld(now))
                .chain(() -> forget(FORGET_REJECTED, now.minus(config.rejectedRetention())))
                .chain(() -> forget(FORGET_FETCHES, now.minus(config.receiptRetention())))
                .chain(() -> forget(FORGET_QUOTA, now))
                .onFailure()
                .invoke(failure -> LOG.warnf("event=upkeep-failed reason=\"%s\"", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private static Set<YearMonth> ahead(Instant now) {
        YearMonth current = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        Set<YearMonth> months = new LinkedHashSet<>();
        for (int i = 0; i <= MONTHS_AHEAD; i++) {
            months.add(current.plusMonths(i));
        }
        return months;
    }

    private Uni<Void> dropOld(Instant now) {
        return config.retention()
                .map(retention -> months.dropBefore(now.minus(retention)))
                .orElseGet(() -> Uni.createFrom().item(0))
                .invoke(dropped -> LOG.infof("event=upkeep monthsDropped=%d", dropped))
                .replaceWithVoid();
    }

    private Uni<Void> forget(String statement, Instant before) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
