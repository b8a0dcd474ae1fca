package io.tideline.spark;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The other end of the tables: reads what the job wrote, and writes rules as the API does. */
final class TestTables implements AutoCloseable {

    private final CqlSession session;

    TestTables(String address, String datacenter) {
        String[] parts = address.split(":");
        session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])))
                .withLocalDatacenter(datacenter)
                .build();
    }

    /** Values of the readings of a series of temperatures on the day of an instant, newest first. */
    List<Double> readings(String source, String entity, Instant day) {
        String query =
                "SELECT value FROM tideline.reading WHERE source = ? AND entity = ? AND metric = 'temperature' AND day = '"
                        + date(day) + "'";
        return session.execute(query, source, entity).all().stream()
                .map(row -> row.getDouble("value"))
                .toList();
    }

    /** How many connections Cassandra has now, those of the tests among them. */
    int connections() {
        return session.execute("SELECT address FROM system_views.clients").all().size();
    }

    List<Double> latest(String source, String entity) {
        String query =
                "SELECT value FROM tideline.latest_reading WHERE source = ? AND entity = ? AND metric = 'temperature'";
        return session.execute(query, source, entity).all().stream()
                .map(row -> row.getDouble("value"))
                .toList();
    }

    List<Row> windows(String source, String entity, String size, Instant day) {
        String query =
                "SELECT * FROM tideline.reading_window WHERE source = ? AND entity = ? AND metric = 'temperature' AND size = ? AND bucket = '"
                        + date(day) + "'";
        return session.execute(query, source, entity, size).all();
    }

    List<String> sources() {
        return session.execute("SELECT source FROM tideline.source_seen WHERE bucket = 0").all().stream()
                .map(row -> row.getString("source"))
                .toList();
    }

    /** Rule and state of the active alerts of an entity. */
    List<String> activeAlerts(String entity) {
        return session.execute("SELECT * FROM tideline.active_alert WHERE bucket = 0").all().stream()
                .filter(row -> entity.equals(row.getString("entity")))
                .map(row -> row.getString("rule_id") + " " + row.getString("state"))
                .toList();
    }

    /** Rule and state of the alerts of an entity in a table whose partitions are days, months or alerts. */
    List<String> alerts(String table, String entity) {
        return session.execute("SELECT * FROM tideline." + table).all().stream()
                .filter(row -> entity.equals(row.getString("entity")))
                .map(row -> row.getString("rule_id") + " " + row.getString("state") + " " + row.getLong("sequence"))
                .toList();
    }

    /** States of the alerts of an entity, step by step. */
    List<String> steps(String entity) {
        return session.execute("SELECT * FROM tideline.alert").all().stream()
                .filter(row -> entity.equals(row.getString("entity")))
                .flatMap(alert -> session
                        .execute("SELECT * FROM tideline.alert_event WHERE alert_id = ?", alert.getString("alert_id"))
                        .all()
                        .stream())
                .map(row -> row.getString("state"))
                .toList();
    }

    List<Row> ruleErrors() {
        return session.execute("SELECT * FROM tideline.rule_error WHERE bucket = 0")
                .all();
    }

    void writeRule(String id, int version, String definition, boolean deleted) {
        session.execute(
                "INSERT INTO tideline.rule (bucket, rule_id, version, definition, deleted) VALUES (0, ?, ?, ?, ?)",
                id,
                version,
                definition,
                deleted);
    }

    /** Takes a table away, as somebody might who is careless. */
    void drop(String table) {
        change("DROP TABLE tideline." + table);
    }

    /** Makes a table as the schema of the deployment declares it. */
    void create(String table) {
        String start = "CREATE TABLE IF NOT EXISTS tideline." + table + " (";
        change(Stream.of(schema().split(";"))
                .map(statement -> statement.substring(Math.max(0, statement.indexOf("CREATE "))))
                .filter(statement -> statement.startsWith(start))
                .findFirst()
                .orElseThrow());
    }

    /** A change of the schema takes seconds. */
    private void change(String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(Duration.ofMinutes(1)));
    }

    private static String schema() {
        try {
            return Files.readString(Path.of("../deploy/cassandra/schema.cql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private static String date(Instant day) {
        return day.toString().substring(0, 10);
    }
}
