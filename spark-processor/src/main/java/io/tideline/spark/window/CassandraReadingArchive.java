package io.tideline.spark.window;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.rules.series.SeriesId;
import io.tideline.spark.output.AtQuorum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The table {@code reading}. */
public final class CassandraReadingArchive implements ReadingArchive {

    private static final String READINGS = """
        SELECT observed_at, value, revision, fetched_at, unit FROM tideline.reading
        WHERE source = ? AND entity = ? AND metric = ? AND day = ? AND observed_at >= ? AND observed_at < ?
        """;

    private final CassandraConnector connector;

    public CassandraReadingArchive(CassandraConnector connector) {
        this.connector = connector;
    }

    /** Within one day, since an hour is. */
    @Override
    public List<TimedValue> readings(SeriesId series, long from, long to) {
        return connector.withSessionDo(
                session -> read(session, series, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)));
    }

    private static List<TimedValue> read(CqlSession session, SeriesId series, Instant from, Instant to) {
        LocalDate day = from.atZone(ZoneOffset.UTC).toLocalDate();
        BoundStatement query =
                session.prepare(READINGS).bind(series.source(), series.entity(), series.metric(), day, from, to);
        List<TimedValue> readings = new ArrayList<>();
        for (Row row : session.execute(AtQuorum.of(query))) {
            readings.add(reading(row));
        }
        return readings;
    }

    private static TimedValue reading(Row row) {
        return new TimedValue(
                row.get("observed_at", Instant.class).toEpochMilli(),
                row.getDouble("value"),
                row.getInt("revision"),
                row.get("fetched_at", Instant.class).toEpochMilli(),
                row.getString("unit"));
    }
}
