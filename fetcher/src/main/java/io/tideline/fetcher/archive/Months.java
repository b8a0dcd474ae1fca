package io.tideline.fetcher.archive;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.reading.Reading;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The monthly partitions of the table of readings, made before a reading needs them. */
@ApplicationScoped
class Months {
    private static final String MAKE = "SELECT make_reading_month($1)";
    private static final String DROP = "SELECT drop_reading_months_before($1) AS dropped";

    private final Pool pool;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    Months(Pool pool) {
        this.pool = pool;
    }

    /** Makes the partitions that the readings need. A transaction of its own: it must not wait for long writers. */
    Uni<Void> holdAll(List<Reading> readings) {
        return make(missing(readings));
    }

    Uni<Void> make(Set<YearMonth> months) {
        return Multi.createFrom()
                .iterable(months)
                .onItem()
                .transformToUniAndConcatenate(this::make)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Drops whole months that end before the instant; answers how many. */
    Uni<Integer> dropBefore(Instant instant) {
        made.clear();
        return pool.preparedQuery(DROP)
                .execute(Tuple.of(instant.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getInteger("dropped"));
    }

    /** Another replica may have dropped a month that this one believes to be there. */
    void forget() {
        made.clear();
    }

    private Uni<Void> make(YearMonth month) {
        OffsetDateTime first = month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(MAKE)
                .execute(Tuple.of(first))
                .invoke(() -> made.add(month))
                .replaceWithVoid();
    }

    private Set<YearMonth> missing(List<Reading> readings) {
        Set<YearMonth> missing = new HashSet<>();
        Instant start = Instant.MAX;
        Instant end = Instant.MIN;
        for (Reading reading : readings) {
            Instant at = reading.observedAt();
            if (at.isBefore(start) || !at.isBefore(end)) {
                YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
                missing.add(month);
                start = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
        }
        missing.removeAll(made);
        return missing;
    }
}
