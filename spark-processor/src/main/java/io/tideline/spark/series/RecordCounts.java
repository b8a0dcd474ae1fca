package io.tideline.spark.series;

import static java.util.Objects.requireNonNull;

import io.tideline.spark.input.RejectedReason;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.metrics.source.LongAccumulatorSource$;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How many records the query {@code series} has taken since the job started, by what became of them. Tasks add, the driver reads; Prometheus sees them as gauges. A task
 * that is repeated counts again.
 */
final class RecordCounts implements Serializable {

    private static final String ACCEPTED = "readings.accepted";
    private static final String REJECTED = "readings.rejected.";

    private final Map<String, LongAccumulator> byName;

    private RecordCounts(Map<String, LongAccumulator> byName) {
        this.byName = byName;
    }

    static RecordCounts of(SparkContext spark) {
        Map<String, LongAccumulator> byName = new HashMap<>();
        byName.put(ACCEPTED, spark.longAccumulator(ACCEPTED));
        for (RejectedReason reason : RejectedReason.values()) {
            byName.put(REJECTED + reason, spark.longAccumulator(REJECTED + reason));
        }
        LongAccumulatorSource$.MODULE$.register(
                spark, scala.collection.immutable.Map.from(CollectionConverters.asScala(byName)));
        return new RecordCounts(byName);
    }

    void add(long readings, List<Row> rejected) {
        count(ACCEPTED).add(readings);
        rejected.forEach(row -> count(REJECTED + row.<String>getAs("reason")).add(1L));
    }

    private LongAccumulator count(String name) {
        return requireNonNull(byName.get(name), name);
    }

    /** Rejected records by reason. */
    Map<String, Long> rejected() {
        Map<String, Long> rejected = new TreeMap<>();
        byName.forEach((name, count) -> {
            if (name.startsWith(REJECTED) && count.sum() > 0) {
                rejected.put(name.substring(REJECTED.length()), count.sum());
            }
        });
        return rejected;
    }
}
