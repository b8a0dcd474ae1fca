package io.tideline.spark.input;

import io.tideline.avro.Reading;
import io.tideline.spark.output.Envelope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Records as producers write them, and a registry that holds what a test puts in. */
public final class Wire implements WriterSchemas {

    public static final int CURRENT = 1;
    public static final int EVOLVED = 2;
    public static final int FOREIGN = 3;

    private final Map<Integer, String> schemas = new HashMap<>();

    public Wire() {
        schemas.put(CURRENT, Reading.getClassSchema().toString());
        schemas.put(EVOLVED, evolved().toString());
        schemas.put(
                FOREIGN,
                SchemaBuilder.record("Other")
                        .fields()
                        .requiredString("name")
                        .endRecord()
                        .toString());
    }

    @Override
    public Optional<Schema> byContentId(int contentId) {
        return Optional.ofNullable(schemas.get(contentId)).map(text -> new Schema.Parser().parse(text));
    }

    public static Reading reading(double value, Instant observedAt) {
        return Reading.newBuilder()
                .setSource("simulator")
                .setEntity("phoenix")
                .setMetric("temperature")
                .setValue(value)
                .setUnit("Cel")
                .setObservedAt(observedAt)
                .setFetchedAt(Instant.parse("2026-11-23T10:00:01.500Z"))
                .setFetchId("f-1")
                .setRevision(0)
                .build();
    }

    public static byte[] bytes(Reading reading) {
        return new Envelope(CURRENT).wrap(reading);
    }

    static byte[] bytesOfNextRelease(double value, Instant observedAt) {
        return new Envelope(EVOLVED).wrap(ofNextRelease(reading(value, observedAt)));
    }

    /** A reading as a producer sends it that is a release ahead and has one more field. */
    public static GenericRecord ofNextRelease(Reading reading) {
        GenericRecordBuilder record = new GenericRecordBuilder(evolved()).set("quality", "good");
        for (Schema.Field field : Reading.getClassSchema().getFields()) {
            Object content = reading.get(field.pos());
            record.set(field.name(), content instanceof Instant instant ? instant.toEpochMilli() : content);
        }
        return record.build();
    }

    private static Schema evolved() {
        SchemaBuilder.FieldAssembler<Schema> fields =
                SchemaBuilder.record("Reading").namespace("io.tideline.avro").fields();
        for (Schema.Field field : Reading.getClassSchema().getFields()) {
            Schema type = field.name().endsWith("At")
                    ? Schema.create(Schema.Type.LONG)
                    : new Schema.Parser().parse(field.schema().toString());
            fields = fields.name(field.name()).type(type).noDefault();
        }
        return fields.name("quality").type().stringType().stringDefault("").endRecord();
    }
}
