package io.tideline.spark.output;

import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** Rows to tables of the keyspace {@code tideline}. Rows are written by their primary key: writing one again changes nothing. */
public final class CassandraOutput {

    private CassandraOutput() {}

    /** The columns of the rows are those of the table. The last write wins. */
    public static void write(Dataset<Row> rows, String table) {
        writer(rows, table).save();
    }

    /** As {@link #write(Dataset, String)}, but the row with the highest write time (a column of microseconds) wins. */
    public static void write(Dataset<Row> rows, String table, String writeTime) {
        writer(rows, table).option("writetime", writeTime).save();
    }

    private static DataFrameWriter<Row> writer(Dataset<Row> rows, String table) {
        return rows.write()
                .format("org.apache.spark.sql.cassandra")
                .option("keyspace", "tideline")
                .option("table", table)
                .mode(SaveMode.Append);
    }
}
