package io.tideline.bench.stream;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.tideline.avro.Reading;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The bare driver: what the job leaves of some readings in the tables {@code reading}, {@code reading_window} and {@code latest_reading}, each row written once, 256
 * requests in flight, at the consistency of the job. What the job writes of a window before the window is whole, and what it writes of alerts, is left out.
 */
final class Ceiling {
    private static final int IN_FLIGHT = 256;
    private static final String READING = """
            INSERT INTO tideline.reading (source, entity, metric, day, observed_at, value, unit, fetched_at, revision)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String LATEST = """
            INSERT INTO tideline.latest_reading (source, entity, metric, observed_at, value, unit, fetched_at, revision)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String WINDOW = """
            INSERT INTO tideline.reading_window (source, entity, metric, size, bucket, window_start, window_end, count,
              min, max, mean, sd, last, last_at, unit, final)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)
            """;

    private final CqlSession cassandra;
    private final PreparedStatement reading;
    private final PreparedStatement latest;
    private final PreparedStatement window;

    Ceiling(CqlSession cassandra) {
        this.cassandra = cassandra;
        this.reading = cassandra.prepare(READING);
        this.latest = cassandra.prepare(LATEST);
        this.window = cassandra.prepare(WINDOW);
    }

    /** Seconds that it takes to write the rows; what they are is found out before. */
    double write(Iterable<Reading> readings) throws InterruptedException {
        Map<String, Reading> newest = new HashMap<>();
        readings.forEach(one -> newest.put(one.getEntity(), one));
        Collection<WindowRow> windows = WindowRow.of(readings);
        Stream<BoundStatement> rows = Stream.concat(
                StreamSupport.stream(readings.spliterator(), false).map(this::reading),
                Stream.concat(
                        windows.stream().map(this::window),
                        newest.values().stream().map(this::latest)));
        return write(rows.iterator());
    }

    private double write(Iterator<BoundStatement> rows) throws InterruptedException {
        Semaphore places = new Semaphore(IN_FLIGHT);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        long start = System.nanoTime();
        while (rows.hasNext()) {
            places.acquire();
            CompletionStage<?> unused = cassandra.executeAsync(rows.next()).whenComplete((done, failure) -> {
                if (failure != null) failed.set(failure);
                places.release();
            });
        }
        places.acquire(IN_FLIGHT);
        Throwable failure = failed.get();
        if (failure != null) throw new IllegalStateException("the driver could not write every row", failure);
        return (System.nanoTime() - start) / 1e9;
    }

    private BoundStatement reading(Reading row) {
        return reading.bind(
                row.getSource(),
                row.getEntity(),
                row.getMetric(),
                row.getObservedAt().atZone(ZoneOffset.UTC).toLocalDate(),
                row.getObservedAt(),
                row.getValue(),
                row.getUnit(),
                row.getFetchedAt(),
                row.getRevision());
    }

    private BoundStatement latest(Reading row) {
        return latest.bind(
                row.getSource(),
                row.getEntity(),
                row.getMetric(),
                row.getObservedAt(),
                row.getValue(),
                row.getUnit(),
                row.getFetchedAt(),
                row.getRevision());
    }

    private BoundStatement window(WindowRow row) {
        return window.bind(
                row.key().source(),
                row.key().entity(),
                row.key().metric(),
                row.key().size(),
                row.bucket(),
                row.key().start(),
                row.end(),
                row.values().getCount(),
                row.values().getMin(),
                row.values().getMax(),
                row.values().getAverage(),
                row.deviation(),
                row.last().getValue(),
                row.last().getObservedAt(),
                row.last().getUnit());
    }
}
