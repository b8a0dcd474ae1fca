package io.tideline.spark.series;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import io.tideline.spark.output.AtQuorum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The tables {@code latest_reading} and {@code source_seen}. Through the connector's session: the readings of a task tell the newest of each series on the way to
 * their own table, without a pass of their own. All series of a source are one partition, so many rows are one request.
 */
record NewestReadings(CassandraConnector connector) implements Serializable {

    private static final int ROWS_PER_REQUEST = 60;
    private static final String LATEST = """
        INSERT INTO tideline.latest_reading (source, entity, metric, observed_at, value, unit, fetched_at, revision)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?
        """;
    private static final String SOURCE = "INSERT INTO tideline.source_seen (bucket, source) VALUES (0, ?)";

    /** Keeps the newer of two readings of one series: the later observed, then the later revision, then the later fetched. */
    static void keep(Map<SeriesId, Observation> newest, Observation reading) {
        newest.merge(reading.series(), reading, NewestReadings::newer);
    }

    private static Observation newer(Observation known, Observation reading) {
        int order = known.observedAt().compareTo(reading.observedAt());
        if (order == 0) {
            order = Integer.compare(known.revision(), reading.revision());
        }
        if (order == 0) {
            order = known.fetchedAt().compareTo(reading.fetchedAt());
        }
        return order > 0 ? known : reading;
    }

    /** Returns when they are written. */
    void write(Collection<Observation> readings) {
        Map<String, List<Observation>> bySource = new HashMap<>();
        readings.forEach(reading -> bySource.computeIfAbsent(reading.series().source(), source -> new ArrayList<>())
                .add(reading));
        connector.withSessionDo(session -> {
            List<CompletableFuture<?>> requests = new ArrayList<>();
            bySource.forEach((source, ofSource) -> requests.addAll(write(session, source, ofSource)));
            requests.forEach(CompletableFuture::join);
            return requests.size();
        });
    }

    private static List<CompletableFuture<?>> write(CqlSession session, String source, List<Observation> readings) {
        List<CompletableFuture<?>> requests = new ArrayList<>();
        requests.add(
                async(session.executeAsync(AtQuorum.of(session.prepare(SOURCE).bind(source)))));
        PreparedStatement latest = session.prepare(LATEST);
        for (int from = 0; from < readings.size(); from += ROWS_PER_REQUEST) {
            List<BatchableStatement<?>> rows = new ArrayList<>();
            for (Observation reading : readings.subList(from, Math.min(readings.size(), from + ROWS_PER_REQUEST))) {
                rows.add(row(latest, reading));
            }
            requests.add(async(
                    session.executeAsync(AtQuorum.of(BatchStatement.newInstance(DefaultBatchType.UNLOGGED, rows)))));
        }
        return requests;
    }

    private static BoundStatement row(PreparedStatement latest, Observation reading) {
        return latest.bind(
                reading.series().source(),
                reading.series().entity(),
                reading.series().metric(),
                reading.observedAt(),
                reading.value(),
                reading.unit(),
                reading.fetchedAt(),
                reading.revision(),
                SeriesTables.writeTime(reading));
    }

    private static CompletableFuture<?> async(CompletionStage<?> stage) {
        return stage.toCompletableFuture();
    }
}
