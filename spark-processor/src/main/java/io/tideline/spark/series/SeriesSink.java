package io.tideline.spark.series;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tideline.spark.input.ReadingDecoder;
import io.tideline.spark.job.Settings;
import io.tideline.spark.output.CassandraOutput;
import io.tideline.spark.output.KafkaOutput;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a batch of decoded records: readings to Cassandra, the others as dead letters to Kafka. Every write may be repeated. */
public final class SeriesSink implements VoidFunction2<Dataset<Row>, Long> {

    private static final Logger LOG = LoggerFactory.getLogger(SeriesSink.class);

    private final transient Settings settings;

    /** Sources whose row in {@code source_seen} this run has written. */
    private final transient Set<String> seen = ConcurrentHashMap.newKeySet();

    public SeriesSink(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void call(Dataset<Row> decoded, Long batch) {
        Dataset<Row> kept = decoded.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Dataset<Row> readings = ReadingDecoder.accepted(kept);
            CassandraOutput.write(SeriesTables.readings(readings), "reading", SeriesTables.WRITE_TIME);
            CassandraOutput.write(SeriesTables.latest(readings), "latest_reading", SeriesTables.WRITE_TIME);
            List<Row> kinds = kept.groupBy("source", "reason")
                    .agg(count(lit(1)).as("records"))
                    .collectAsList();
            writeSources(readings, kinds);
            writeRejected(kept, kinds, batch);
        } finally {
            kept.unpersist();
        }
    }

    private void writeSources(Dataset<Row> readings, List<Row> kinds) {
        List<String> unseen = kinds.stream()
                .map(kind -> kind.<String>getAs("source"))
                .filter(source -> source != null && !seen.contains(source))
                .toList();
        if (!unseen.isEmpty()) {
            CassandraOutput.write(
                    SeriesTables.sources(readings).filter(col("source").isInCollection(unseen)), "source_seen");
            seen.addAll(unseen);
        }
    }

    private void writeRejected(Dataset<Row> kept, List<Row> kinds, long batch) {
        List<Row> rejected =
                kinds.stream().filter(kind -> kind.getAs("reason") != null).toList();
        if (!rejected.isEmpty()) {
            KafkaOutput.write(KafkaOutput.deadLetters(ReadingDecoder.rejected(kept)), settings, "readings-rejected");
            rejected.forEach(kind -> LOG.warn(
                    "event=rejected reason={} records={} batch={}",
                    kind.getAs("reason"),
                    kind.getAs("records"),
                    batch));
        }
    }
}
