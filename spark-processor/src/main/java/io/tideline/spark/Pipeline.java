package io.tideline.spark;

import static io.tideline.spark.job.QueryDefinition.Pace.BATCHES;
import static io.tideline.spark.job.QueryDefinition.Pace.ONE_BY_ONE;

import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.avro.AlertEvent;
import io.tideline.avro.Flag;
import io.tideline.avro.Reading;
import io.tideline.spark.alert.Alerts;
import io.tideline.spark.flag.Flags;
import io.tideline.spark.history.AlertSink;
import io.tideline.spark.input.KafkaInput;
import io.tideline.spark.input.ReadingDecoder;
import io.tideline.spark.input.RegistrySchemas;
import io.tideline.spark.input.WriterSchemas;
import io.tideline.spark.job.QueryDefinition;
import io.tideline.spark.job.Settings;
import io.tideline.spark.output.CassandraOutput;
import io.tideline.spark.output.Envelope;
import io.tideline.spark.output.KafkaOutput;
import io.tideline.spark.output.LiveOffsets;
import io.tideline.spark.output.QueryReadings;
import io.tideline.spark.output.RegisteredSchemas;
import io.tideline.spark.rule.BatchRules;
import io.tideline.spark.rule.CassandraRules;
import io.tideline.spark.series.SeriesSink;
import io.tideline.spark.window.CassandraReadingArchive;
import io.tideline.spark.window.Windows;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;

/** The queries, each from its input over its steps to its output. */
final class Pipeline {

    /** Large batches with pauses between them: here the faster code is worth writing. */
    private static final Map<String, String> COMPILED =
            Map.of("spark.sql.codegen.wholeStage", "true", "spark.sql.codegen.factoryMode", "FALLBACK");

    private final SparkSession spark;
    private final Settings settings;
    private final WriterSchemas schemas;
    private final CassandraRules rules;
    private final CassandraConnector cassandra;
    private final SeriesSink seriesSink;
    private final Envelope reading;
    private final Envelope flag;
    private final Envelope alertEvent;

    private Pipeline(SparkSession spark, Settings settings) throws IOException, InterruptedException {
        RegisteredSchemas registered = new RegisteredSchemas(settings.registry());
        this.spark = spark;
        this.settings = settings;
        this.schemas = new RegistrySchemas(settings.registry());
        this.rules = new CassandraRules(spark.sparkContext().getConf(), settings.rulesRefresh());
        this.cassandra = CassandraConnector.apply(spark.sparkContext().getConf());
        this.seriesSink = new SeriesSink(spark.sparkContext(), settings);
        this.reading = new Envelope(registered.contentId("readings", Reading.getClassSchema()));
        this.flag = new Envelope(registered.contentId("flags", Flag.getClassSchema()));
        this.alertEvent = new Envelope(registered.contentId("alerts", AlertEvent.getClassSchema()));
    }

    static Pipeline of(SparkSession spark, Settings settings) throws IOException, InterruptedException {
        return new Pipeline(spark, settings);
    }

    List<QueryDefinition> queries() {
        Settings.Triggers triggers = settings.triggers();
        return List.of(
                new QueryDefinition(
                        "flags", Trigger.RealTime(triggers.flags().toMillis()), ONE_BY_ONE, Map.of(), this::flags),
                new QueryDefinition("series", every(triggers.series()), BATCHES, COMPILED, this::series),
                new QueryDefinition("windows", every(triggers.windows()), BATCHES, COMPILED, this::windows),
                // The ticks of its clock start a batch at least once a second; without them it would run empty batches
                // without a pause.
                new QueryDefinition(
                        "alerts",
                        every(triggers.alerts()),
                        BATCHES,
                        Map.of(
                                "spark.sql.streaming.noDataMicroBatches.enabled",
                                "false",
                                "spark.sql.shuffle.partitions",
                                Integer.toString(settings.alertPartitions())),
                        this::alerts),
                new QueryDefinition("history", every(triggers.history()), BATCHES, Map.of(), this::history));
    }

    QueryReadings incidents() {
        QueryReadings incidents = new QueryReadings(settings.kafka(), reading);
        incidents.settle(cassandra);
        return incidents;
    }

    private DataStreamWriter<Row> flags() {
        Dataset<Row> readings = ReadingDecoder.accepted(ReadingDecoder.decode(
                KafkaInput.oneByOne(spark, settings, "readings"),
                schemas,
                new LiveOffsets(settings.kafka(), "tideline-flags")));
        return KafkaOutput.stream(Flags.of(readings, rules, rules, flag), settings, "flags")
                .outputMode("update");
    }

    private DataStreamWriter<Row> series() {
        return seriesSink.rows(decoded()).writeStream().foreachBatch(seriesSink);
    }

    private DataStreamWriter<Row> windows() {
        VoidFunction2<Dataset<Row>, Long> sink = (rows, batch) -> CassandraOutput.write(rows, "reading_window");
        Dataset<Row> windows = Windows.of(
                ReadingDecoder.accepted(decoded()), new CassandraReadingArchive(cassandra), settings.lateness());
        return Windows.rows(windows).writeStream().outputMode("update").foreachBatch(sink);
    }

    private DataStreamWriter<Row> alerts() {
        Dataset<Row> clock = spark.readStream()
                .format("rate")
                .option("rowsPerSecond", 1)
                .option("numPartitions", 1)
                .load();
        Dataset<Row> records = Alerts.of(
                ReadingDecoder.accepted(decoded()),
                clock,
                new BatchRules(rules),
                rules,
                settings.alertLateness(),
                alertEvent);
        return KafkaOutput.stream(records, settings, "alerts").outputMode("append");
    }

    private DataStreamWriter<Row> history() {
        AlertSink sink = new AlertSink(schemas, cassandra);
        return sink.rows(KafkaInput.batches(spark, settings, "alerts"))
                .writeStream()
                .foreachBatch(sink);
    }

    private Dataset<Row> decoded() {
        return ReadingDecoder.decode(KafkaInput.batches(spark, settings, "readings"), schemas);
    }

    private static Trigger every(Duration period) {
        return Trigger.ProcessingTime(period.toMillis());
    }
}
