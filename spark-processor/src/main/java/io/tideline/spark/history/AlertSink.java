package io.tideline.spark.history;

import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.spark.input.WriterSchemas;
import io.tideline.spark.output.CassandraOutput;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Writes a batch of the topic {@code alerts} to its tables, in one pass. Every write may be repeated. */
public final class AlertSink implements VoidFunction2<Dataset<Row>, Long> {

    /** Alerts are few: a task for each partition of the topic would cost more than the rows. */
    private static final int TASKS = 2;

    private final transient WriterSchemas schemas;
    private final transient BesideSteps beside;

    public AlertSink(WriterSchemas schemas, CassandraConnector connector) {
        this.schemas = schemas;
        this.beside = new BesideSteps(connector);
    }

    @Override
    public void call(Dataset<Row> records, Long batch) {
        Dataset<Row> steps = AlertTables.steps(records, schemas).coalesce(TASKS);
        Dataset<Row> passed = steps.mapPartitions(beside, Encoders.row(steps.schema()));
        CassandraOutput.write(passed.drop(AlertTables.KEYS), "alert", AlertTables.WRITE_TIME);
    }
}
