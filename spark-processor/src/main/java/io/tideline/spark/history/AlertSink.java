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

    private final transient WriterSchemas schemas;
    private final transient BesideSteps beside;

    public AlertSink(WriterSchemas schemas, CassandraConnector connector) {
        this.schemas = schemas;
        this.beside = new BesideSteps(connector);
    }

    /** Records to the rows of the table {@code alert}; on their way past here those of the other tables are written. */
    public Dataset<Row> rows(Dataset<Row> records) {
        Dataset<Row> steps = AlertTables.steps(records, schemas);
        return steps.mapPartitions(beside, Encoders.row(steps.schema())).drop(AlertTables.KEYS);
    }

    @Override
    public void call(Dataset<Row> rows, Long batch) {
        CassandraOutput.write(rows, "alert", AlertTables.WRITE_TIME);
    }
}
