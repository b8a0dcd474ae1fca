package io.tideline.spark.history;

import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.spark.input.WriterSchemas;
import io.tideline.spark.output.CassandraOutput;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Writes a batch of the topic {@code alerts} to its tables. Every write may be repeated. */
public final class AlertSink implements VoidFunction2<Dataset<Row>, Long> {

    /** Alerts are few: a task for each partition of the topic, five times a batch, would cost more than the rows. */
    private static final int TASKS = 2;

    private final transient WriterSchemas schemas;
    private final transient ActiveAlerts active;

    public AlertSink(WriterSchemas schemas, CassandraConnector connector) {
        this.schemas = schemas;
        this.active = new ActiveAlerts(connector);
    }

    @Override
    public void call(Dataset<Row> records, Long batch) {
        Dataset<Row> steps =
                AlertTables.steps(records, schemas).coalesce(TASKS).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            active.write(AlertTables.active(steps));
            CassandraOutput.write(steps, "alert", AlertTables.WRITE_TIME);
            CassandraOutput.write(AlertTables.events(steps), "alert_event", AlertTables.WRITE_TIME);
            CassandraOutput.write(AlertTables.byDay(steps), "alert_by_day", AlertTables.WRITE_TIME);
            CassandraOutput.write(AlertTables.bySeries(steps), "alert_by_series", AlertTables.WRITE_TIME);
        } finally {
            steps.unpersist();
        }
    }
}
