package io.tideline.bench.stream;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.tideline.avro.Reading;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The bare driver: the rows of the table {@code reading} one by one, 256 in flight, at the consistency of the job. */
final class Ceiling {
    private static final int IN_FLIGHT = 256;
    private static final String INSERT = """
            INSERT INTO tideline.reading (source, entity, metric, day, observed_at, value, unit, fetched_at, revision)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final CqlSession cassandra;
    private final PreparedStatement insert;

    Ceiling(CqlSession cassandra) {
        this.cassandra = cassandra;
        this.insert = cassandra.prepare(INSERT);
    }

    /** Seconds that it takes. */
    double write(Iterable<Reading> readings) throws InterruptedException {
        Semaphore places = new Semaphore(IN_FLIGHT);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        long start = System.nanoTime();
        for (Reading reading : readings) {
            places.acquire();
            CompletionStage<?> unused = cassandra
                    .executeAsync(insert.bind(
                            reading.getSource(),
                            reading.getEntity(),
                            reading.getMetric(),
                            reading.getObservedAt().atZone(ZoneOffset.UTC).toLocalDate(),
                            reading.getObservedAt(),
                            reading.getValue(),
                            reading.getUnit(),
                            reading.getFetchedAt(),
                            reading.getRevision()))
                    .whenComplete((done, failure) -> {
                        if (failure != null) failed.set(failure);
                        places.release();
                    });
        }
        places.acquire(IN_FLIGHT);
        Throwable failure = failed.get();
        if (failure != null) throw new IllegalStateException("the driver could not write every row", failure);
        return (System.nanoTime() - start) / 1e9;
    }
}
