package io.tideline.fetcher.publishing;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tideline.avro.Reading;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Gives the serializer one writer for all readings. Its own way computes a fingerprint of the schema for each record. */
@RegisterForReflection
public final class ReadingDatums implements AvroDatumProvider<Reading> {
    private static final DatumWriter<Reading> WRITER = new SpecificDatumWriter<>(Reading.class);

    @Override
    public DatumWriter<Reading> createDatumWriter(Reading reading, Schema schema) {
        return WRITER;
    }

    @Override
    public DatumReader<Reading> createDatumReader(Schema schema) {
        return new SpecificDatumReader<>(schema, Reading.getClassSchema());
    }

    @Override
    public Schema toSchema(Reading reading) {
        return Reading.getClassSchema();
    }
}
