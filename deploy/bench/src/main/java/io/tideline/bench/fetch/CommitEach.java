package io.tideline.bench.fetch;

import io.tideline.bench.fetch.Values.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What PostgreSQL can do alone for small responses: as many connections as there are callers, a commit for each row. */
final class CommitEach {
    private static final String INSERT = """
            INSERT INTO reading (source, entity, metric, observed_at, value, unit, revision, fetched_at, fetch_id)
            VALUES (?, ?, 'temperature', ?, ?, 'Cel', 0, now(), 'bench-0')
            """;

    private final List<Value> values;
    private final AtomicInteger next = new AtomicInteger();

    private CommitEach(List<Value> values) {
        this.values = values;
    }

    /** How long the rows take, once the connections are there. */
    static Duration insert(List<Value> values, List<Connection> connections) throws Exception {
        CommitEach all = new CommitEach(values);
        ExecutorService threads = Executors.newFixedThreadPool(connections.size());
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            connections.forEach(connection -> writers.add(() -> all.write(connection)));
            long start = System.nanoTime();
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } finally {
            threads.shutdownNow();
        }
    }

    private Void write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = next.getAndIncrement(); i < values.size(); i = next.getAndIncrement()) {
                insert.setString(1, BenchSources.SMALL);
                insert.setString(2, values.get(i).entity());
                insert.setTimestamp(3, Timestamp.from(values.get(i).at()));
                insert.setDouble(4, values.get(i).value());
                insert.executeUpdate();
            }
        }
        return null;
    }
}
