package io.tideline.api;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tideline.avro.AlertEvent;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** Writes to Cassandra what the job writes. */
public final class Stored implements AutoCloseable {

    private static final String COLUMNS = "alert_id, rule_id, rule_name, severity, source, entity, metric, state,"
            + " reason, condition, value, unit, threshold, threshold_unit, peak, readings, starts_at, fired_at, ends_at,"
            + " at, fetched_at, sequence, message";
    private static final String MARKS = "?" + ", ?".repeat(22);

    public final CqlSession session;

    public Stored(Map<String, String> environment) {
        String[] address = environment.get("TIDELINE_CASSANDRA_CONTACT_POINTS").split(":");
        this.session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(environment.get("TIDELINE_CASSANDRA_DATACENTER"))
                .build();
    }

    public void alert(AlertEvent event) {
        Object[] values = values(event);
        LocalDate day = LocalDate.ofInstant(event.getStartsAt(), ZoneOffset.UTC);
        session.execute("INSERT INTO tideline.alert (" + COLUMNS + ") VALUES (" + MARKS + ")", values);
        insert("alert_by_day", "day", "'" + day + "'", values);
        insert("alert_by_series", "month", "'" + day.withDayOfMonth(1) + "'", values);
        if (event.getState().equals("RESOLVED")) {
            session.execute("DELETE FROM tideline.active_alert WHERE bucket = 0 AND alert_id = ?", event.getAlertId());
        } else {
            insert("active_alert", "bucket", "0", values);
        }
        session.execute(
                "INSERT INTO tideline.alert_event (alert_id, sequence, state, reason, readings, at, message)"
                        + " VALUES (?, ?, ?, '', 1, ?, '')",
                event.getAlertId(),
                event.getSequence(),
                event.getState(),
                event.getAt());
    }

    public void reading(String entity, Instant at, double value, String unit) {
        session.execute(
                "INSERT INTO tideline.reading (source, entity, metric, day, observed_at, value, unit, fetched_at, revision)"
                        + " VALUES ('test', ?, 'temperature', ?, ?, ?, ?, ?, 0)",
                entity,
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                at,
                value,
                unit,
                at);
        session.execute(
                "INSERT INTO tideline.latest_reading (source, entity, metric, observed_at, value, unit, fetched_at, revision)"
                        + " VALUES ('test', ?, 'temperature', ?, ?, ?, ?, 0) USING TIMESTAMP ?",
                entity,
                at,
                value,
                unit,
                at,
                at.toEpochMilli() * 1000);
        session.execute("INSERT INTO tideline.source_seen (bucket, source) VALUES (0, 'test')");
    }

    public void window(String entity, Instant start, double mean) {
        session.execute(
                "INSERT INTO tideline.reading_window (source, entity, metric, size, bucket, window_start, window_end, count,"
                        + " min, max, mean, sd, last, unit, final) VALUES ('test', ?, 'temperature', 'PT5M', ?, ?, ?, 5,"
                        + " 1, 9, ?, 0.5, 4, 'Cel', true)",
                entity,
                LocalDate.ofInstant(start, ZoneOffset.UTC),
                start,
                start.plusSeconds(300),
                mean);
    }

    @Override
    public void close() {
        session.close();
    }

    private void insert(String table, String column, String value, Object[] values) {
        session.execute(
                "INSERT INTO tideline." + table + " (" + column + ", " + COLUMNS + ") VALUES (" + value + ", " + MARKS
                        + ")",
                values);
    }

    private static Object[] values(AlertEvent event) {
        return new Object[] {
            event.getAlertId(),
            event.getRuleId(),
            event.getRuleName(),
            event.getSeverity(),
            event.getSource(),
            event.getEntity(),
            event.getMetric(),
            event.getState(),
            event.getReason(),
            event.getCondition(),
            event.getValue(),
            event.getUnit(),
            event.getThreshold(),
            event.getThresholdUnit(),
            event.getPeak(),
            event.getReadings(),
            event.getStartsAt(),
            event.getFiredAt(),
            event.getEndsAt(),
            event.getAt(),
            event.getFetchedAt(),
            event.getSequence(),
            event.getMessage()
        };
    }
}
