package io.tideline.spark.job;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A query of the job.
 *
 * @param name names its checkpoint, its consumer group and its metrics
 * @param trigger when it runs
 * @param pace whether it runs in batches that a stop can wait for
 * @param conf SQL settings of this query alone
 * @param writer the query from its source to its sink; built anew for every start
 */
public record QueryDefinition(
        String name, Trigger trigger, Pace pace, Map<String, String> conf, Supplier<DataStreamWriter<Row>> writer) {

    /** How a query takes its input. */
    public enum Pace {
        BATCHES,
        ONE_BY_ONE
    }
}
