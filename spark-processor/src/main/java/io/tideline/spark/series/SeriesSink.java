package io.tideline.spark.series;

import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.spark.input.ReadingDecoder;
import io.tideline.spark.job.Settings;
import io.tideline.spark.output.CassandraOutput;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch of decoded records in one pass: readings and the newest of each series to Cassandra, the others as dead letters to Kafka. Every write may be repeated.
 * What can be planned once for the query stands before the sink: what stands in it is analyzed again for every batch.
 */
public final class SeriesSink implements VoidFunction2<Dataset<Row>, Long> {

    private static final Logger LOG = LoggerFactory.getLogger(SeriesSink.class);

    private final transient BesideReadings beside;
    private final transient RecordCounts counts;
    private transient Map<String, Long> told = Map.of();

    public SeriesSink(SparkContext spark, Settings settings) {
        this.counts = RecordCounts.of(spark);
        this.beside = new BesideReadings(
                new NewestReadings(CassandraConnector.apply(spark.getConf())),
                new DeadLetters(settings.kafka()),
                counts);
    }

    /** Decoded records to the rows of the table of readings; on their way past here the others are written. */
    public Dataset<Row> rows(Dataset<Row> decoded) {
        Dataset<Row> passed = decoded.mapPartitions(beside, Encoders.row(decoded.schema()));
        return SeriesTables.readings(ReadingDecoder.accepted(passed));
    }

    @Override
    public void call(Dataset<Row> rows, Long batch) {
        CassandraOutput.write(rows, "reading", SeriesTables.WRITE_TIME);
        tell(batch);
    }

    private void tell(long batch) {
        Map<String, Long> rejected = counts.rejected();
        rejected.forEach((reason, all) -> {
            long news = all - told.getOrDefault(reason, 0L);
            if (news > 0) {
                LOG.warn("event=rejected reason={} records={} batch={}", reason, news, batch);
            }
        });
        told = rejected;
    }
}
