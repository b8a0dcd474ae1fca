package io.tideline.e2e;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import io.tideline.local.LocalStack;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is in PostgreSQL and in Cassandra, read with their own clients. */
final class Stores implements AutoCloseable {

    private final CqlSession cassandra;
    private final Connection postgres;

    /** A window as the pipeline keeps it. */
    record Window(
            String series, String size, Instant start, Instant end, long count, double min, double max, double mean) {}

    /** An alert as the pipeline keeps it; the end is absent while it lives. */
    record Alert(String id, String rule, String series, String state, Instant startsAt) {}

    Stores(CqlSession cassandra, Connection postgres) {
        this.cassandra = cassandra;
        this.postgres = postgres;
    }

    Stores(LocalStack stack) throws SQLException {
        Map<String, String> environment = stack.environment();
        String contactPoints = requireNonNull(environment.get("TIDELINE_CASSANDRA_CONTACT_POINTS"));
        cassandra = CqlSession.builder()
                .addContactPoints(
                        Stream.of(contactPoints.split(",")).map(Stores::address).toList())
                .withLocalDatacenter(requireNonNull(environment.get("TIDELINE_CASSANDRA_DATACENTER")))
                .withConfigLoader(atQuorum())
                .withKeyspace("tideline")
                .build();
        postgres = DriverManager.getConnection(
                "jdbc:postgresql://" + environment.get("TIDELINE_POSTGRES_HOST") + ":"
                        + environment.get("TIDELINE_POSTGRES_PORT") + "/"
                        + environment.get("TIDELINE_POSTGRES_DATABASE"),
                environment.get("TIDELINE_POSTGRES_USER"),
                environment.get("TIDELINE_POSTGRES_PASSWORD"));
    }

    Set<Row> inPostgres() throws SQLException {
        Set<Row> rows = new HashSet<>();
        String query = "SELECT source || '/' || entity || '/' || metric, observed_at, value FROM reading";
        try (ResultSet found = postgres.createStatement().executeQuery(query)) {
            while (found.next()) {
                rows.add(new Row(found.getString(1), found.getTimestamp(2).toInstant(), found.getDouble(3)));
            }
        }
        return rows;
    }

    Set<Row> inCassandra() {
        Set<Row> rows = new HashSet<>();
        cassandra
                .execute("SELECT source, entity, metric, observed_at, value FROM reading")
                .forEach(found -> rows.add(new Row(series(found), found.getInstant(3), found.getDouble(4))));
        return rows;
    }

    List<Window> windows(String size) {
        List<Window> windows = new ArrayList<>();
        cassandra
                .execute("SELECT source, entity, metric, window_start, window_end, count, min, max, mean, size"
                        + " FROM reading_window")
                .forEach(found -> windows.add(new Window(
                        series(found),
                        found.getString("size"),
                        found.getInstant(3),
                        found.getInstant(4),
                        found.getLong(5),
                        found.getDouble(6),
                        found.getDouble(7),
                        found.getDouble(8))));
        return windows.stream()
                .filter(window -> Duration.parse(window.size()).equals(Duration.parse(size)))
                .toList();
    }

    List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        cassandra
                .execute("SELECT source, entity, metric, alert_id, rule_id, state, starts_at FROM alert")
                .forEach(found -> alerts.add(new Alert(
                        found.getString(3),
                        found.getString(4),
                        series(found),
                        found.getString(5),
                        found.getInstant(6))));
        return alerts;
    }

    /** When the newest reading of today was observed. */
    Optional<Instant> newestInCassandra(String entity, String metric) {
        String query = "SELECT observed_at FROM reading WHERE source = 'simulator' AND entity = ? AND metric = ?"
                + " AND day = ? LIMIT 1";
        return Optional.ofNullable(cassandra
                        .execute(query, entity, metric, LocalDate.now(ZoneOffset.UTC))
                        .one())
                .map(found -> found.getInstant(0));
    }

    /** How many nodes of Cassandra are up, as the others tell. */
    long nodesUp() {
        return cassandra.getMetadata().getNodes().values().stream()
                .filter(node -> node.getState() == NodeState.UP)
                .count();
    }

    /** What was acknowledged is seen, whichever node is away. */
    private static DriverConfigLoader atQuorum() {
        return DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, DefaultConsistencyLevel.LOCAL_QUORUM.name())
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .build();
    }

    private static InetSocketAddress address(String contactPoint) {
        String[] address = contactPoint.split(":");
        return new InetSocketAddress(address[0], Integer.parseInt(address[1]));
    }

    /** Gives a column of a key another name, as somebody might who is careless; nothing is lost. */
    void rename(String table, String column, String name) {
        String change = "ALTER TABLE " + table + " RENAME " + column + " TO " + name;
        cassandra.execute(SimpleStatement.newInstance(change).setTimeout(Duration.ofMinutes(1)));
    }

    private static String series(com.datastax.oss.driver.api.core.cql.Row found) {
        return found.getString(0) + "/" + found.getString(1) + "/" + found.getString(2);
    }

    @Override
    public void close() throws SQLException {
        cassandra.close();
        postgres.close();
    }
}
