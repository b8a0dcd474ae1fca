package io.tideline.spark;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** One small Spark within the JVM of the tests, with the settings of the job. */
public final class LocalSpark {

    private static final SparkSession SPARK = SparkSession.builder()
            .config(io.tideline.spark.job.ClusterDefaults.apply(new SparkConf(false)
                    .setMaster("local[2]")
                    .setAppName("test")
                    .set("spark.ui.enabled", "false")
                    .set("spark.driver.host", "127.0.0.1")
                    .set("spark.driver.bindAddress", "127.0.0.1")))
            .getOrCreate();

    static {
        // State stores need the coordinator that comes with the manager of queries.
        SPARK.streams();
    }

    private LocalSpark() {}

    public static SparkSession session() {
        return SPARK;
    }

    public static Dataset<Row> rows(StructType schema, List<Row> rows) {
        return SPARK.createDataFrame(rows, schema);
    }
}
