package io.tideline.spark.flag;

import io.tideline.rules.Flag;
import io.tideline.rules.Judgement;
import io.tideline.rules.Rule;
import io.tideline.rules.series.Observation;
import io.tideline.spark.input.Observations;
import io.tideline.spark.output.Envelope;
import io.tideline.spark.rule.RuleComplaint;
import io.tideline.spark.rule.RuleComplaints;
import io.tideline.spark.rule.RuleSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Readings to the records of the topic {@code flags}: one for each threshold rule that a reading breaks. Looks at one reading alone. */
public final class Flags {

    private static final StructType RECORD = StructType.fromDDL("key BINARY, value BINARY");

    private Flags() {}

    public static Dataset<Row> of(
            Dataset<Row> readings, RuleSource rules, RuleComplaints complaints, Envelope envelope) {
        FlatMapFunction<Row, Row> flags = reading ->
                records(Observations.of(reading), rules, complaints, envelope).iterator();
        return readings.flatMap(flags, Encoders.row(RECORD));
    }

    private static List<Row> records(
            Observation reading, RuleSource rules, RuleComplaints complaints, Envelope envelope) {
        List<Row> records = new ArrayList<>();
        for (Rule rule : rules.current().matching(reading.series())) {
            Judgement judgement = rule.judge(reading);
            if (judgement instanceof Judgement.Broken broken) {
                records.add(record(broken.flag(), envelope));
            } else if (judgement instanceof Judgement.Unjudged unjudged) {
                complaints.about(new RuleComplaint(
                        rule.id(),
                        rule.version(),
                        reading.series().toString(),
                        unjudged.error().message()));
            }
        }
        return records;
    }

    private static Row record(Flag flag, Envelope envelope) {
        byte[] key = flag.reading().series().toString().getBytes(StandardCharsets.UTF_8);
        return RowFactory.create(key, envelope.wrap(message(flag)));
    }

    private static io.tideline.avro.Flag message(Flag flag) {
        Observation reading = flag.reading();
        return io.tideline.avro.Flag.newBuilder()
                .setFlagId(flag.id())
                .setRuleId(flag.rule().id())
                .setRuleName(flag.rule().name())
                .setSeverity(flag.rule().severity().name())
                .setSource(reading.series().source())
                .setEntity(reading.series().entity())
                .setMetric(reading.series().metric())
                .setValue(reading.value())
                .setUnit(reading.unit())
                .setThreshold(flag.threshold())
                .setThresholdUnit(flag.thresholdUnit())
                .setObservedAt(reading.observedAt())
                .setFetchedAt(reading.fetchedAt())
                .setMessage(flag.message())
                .build();
    }
}
