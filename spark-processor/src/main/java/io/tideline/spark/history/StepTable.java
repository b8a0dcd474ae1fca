package io.tideline.spark.history;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A table in which each step of an alert sets a row. */
record StepTable(String name, List<String> columns) {

    /** What is known of an alert after a step: the columns of {@code alert}. */
    private static final List<String> ALERT = List.of(
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

    static final StepTable ACTIVE = ofAlerts("active_alert", "bucket");
    static final StepTable BY_DAY = ofAlerts("alert_by_day", "day");
    static final StepTable BY_SERIES = ofAlerts("alert_by_series", "month");
    static final StepTable EVENTS = new StepTable(
            "alert_event",
            List.of("alert_id", "sequence", "state", "reason", "value", "unit", "peak", "readings", "at", "message"));

    private static StepTable ofAlerts(String name, String key) {
        List<String> columns = new ArrayList<>(ALERT);
        columns.add(key);
        return new StepTable(name, columns);
    }

    PreparedStatement prepared(CqlSession session) {
        return session.prepare("INSERT INTO tideline." + name + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ") USING TIMESTAMP ?");
    }

    /** Sets the row, unless it has been set by a later step. */
    BoundStatement set(PreparedStatement prepared, Row step) {
        Object[] values = new Object[columns.size() + 1];
        for (int column = 0; column < columns.size(); column++) {
            values[column] = value(step.getAs(columns.get(column)));
        }
        values[columns.size()] = step.getAs(AlertTables.WRITE_TIME);
        return prepared.bind(values);
    }

    private static @Nullable Object value(@Nullable Object sparks) {
        if (sparks instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        return sparks instanceof Date date ? date.toLocalDate() : sparks;
    }
}
