package io.tideline.spark.history;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.io.Serializable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The table {@code active_alert}: a step of a living alert sets its row, the last step deletes it. Through the connector's session, since DataFrames cannot delete;
 * a TTL instead would either show dead alerts or hide living ones.
 */
final class ActiveAlerts implements Serializable {

    private static final List<String> COLUMNS = List.of(
            "bucket",
            "alert_id",
            "rule_id",
            "rule_name",
            "severity",
            "source",
            "entity",
            "metric",
            "state",
            "reason",
            "condition",
            "value",
            "unit",
            "threshold",
            "threshold_unit",
            "peak",
            "readings",
            "starts_at",
            "fired_at",
            "ends_at",
            "at",
            "fetched_at",
            "sequence",
            "message");

    private static final String SET = "INSERT INTO tideline.active_alert (" + String.join(", ", COLUMNS) + ") VALUES ("
            + COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", ")) + ") USING TIMESTAMP ?";

    private static final String DELETE = """
            DELETE FROM tideline.active_alert USING TIMESTAMP ? WHERE bucket = 0 AND alert_id = ?
            """;

    private static final int IN_FLIGHT = 128;

    private final CassandraConnector connector;

    ActiveAlerts(CassandraConnector connector) {
        this.connector = connector;
    }

    /** Each step carries its own write time, so their order does not matter. */
    void write(Dataset<Row> steps) {
        ForeachPartitionFunction<Row> writeAll = rows -> connector.withSessionDo(session -> writeAll(session, rows));
        steps.foreachPartition(writeAll);
    }

    private static int writeAll(CqlSession session, Iterator<Row> steps) {
        List<CompletableFuture<?>> requests = new ArrayList<>();
        while (steps.hasNext()) {
            requests.add(session.executeAsync(statement(session, steps.next())).toCompletableFuture());
            if (requests.size() == IN_FLIGHT) {
                requests.forEach(CompletableFuture::join);
                requests.clear();
            }
        }
        requests.forEach(CompletableFuture::join);
        return requests.size();
    }

    private static BoundStatement statement(CqlSession session, Row step) {
        Object writeTime = step.getAs(AlertTables.WRITE_TIME);
        if ("RESOLVED".equals(step.getAs("state"))) {
            return session.prepare(DELETE).bind(writeTime, step.getAs("alert_id"));
        }
        Object[] values = new Object[COLUMNS.size() + 1];
        for (int column = 0; column < COLUMNS.size(); column++) {
            Object value = step.getAs(COLUMNS.get(column));
            values[column] = value instanceof Timestamp timestamp ? timestamp.toInstant() : value;
        }
        values[COLUMNS.size()] = writeTime;
        return session.prepare(SET).bind(values);
    }
}
