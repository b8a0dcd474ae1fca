package io.tideline.spark.alert;

import static org.apache.spark.sql.functions.expr;

import io.tideline.spark.input.ReadingDecoder;
import java.util.Collections;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Readings and ticks of the clock, each with the shard that it is for. */
final class Shards {

    /** Fixed for the life of a checkpoint. */
    static final int COUNT = 32;

    private static final StructType SHARDED = ReadingDecoder.READING.add("shard", "int");
    private static final int SOURCE = 0;

    private Shards() {}

    static Dataset<Row> of(Dataset<Row> readings) {
        return readings.withColumn("shard", expr("pmod(hash(source, entity, metric), " + COUNT + ")"));
    }

    /** One row for each shard, however many ticks there are. */
    static Dataset<Row> ticks(Dataset<Row> clock) {
        MapPartitionsFunction<Row, Row> oncePerShard =
                ticks -> ticks.hasNext() ? tickOfEveryShard() : Collections.emptyIterator();
        return clock.mapPartitions(oncePerShard, Encoders.row(SHARDED));
    }

    private static Iterator<Row> tickOfEveryShard() {
        return IntStream.range(0, COUNT)
                .mapToObj(shard -> RowFactory.create(null, null, null, null, null, null, null, null, shard))
                .iterator();
    }

    static int shard(Row row) {
        return row.getInt(SHARDED.fieldIndex("shard"));
    }

    static boolean isTick(Row row) {
        return row.isNullAt(SOURCE);
    }
}
