package io.tideline.fetcher.publishing;

import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.tideline.avro.Reading;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Readings as bytes of the topic. Apicurio's serializer looks the schema up in the registry for the first one; its header
 * is that of all, for all have the same schema. Its way for each record computes a fingerprint of the schema, which takes
 * longer than everything else together.
 */
@ApplicationScoped
class Wire {
    /** The magic byte and the content id of the schema. */
    private static final int HEADER = 5;

    private final AvroKafkaSerializer<Reading> registry = new AvroKafkaSerializer<>();
    private final DatumWriter<Reading> writer = new SpecificDatumWriter<>(Reading.class);
    private byte @Nullable [] header;

    Wire(@ConfigProperty(name = "tideline.registry.url") String url) {
        registry.configure(
                Map.of(
                        "apicurio.registry.url",
                        url,
                        "apicurio.registry.auto-register",
                        "false",
                        "apicurio.registry.artifact-resolver-strategy",
                        "io.apicurio.registry.serde.strategy.TopicIdStrategy"),
                false);
    }

    /** Throws a RuntimeException while the registry cannot be asked, or does not hold the schema. One thread at a time. */
    byte[] bytes(String topic, Reading reading) {
        byte[] known = header;
        if (known == null) {
            byte[] first = registry.serialize(topic, reading);
            header = Arrays.copyOf(first, HEADER);
            return first;
        }
        return bytes(known, reading);
    }

    @PreDestroy
    void close() {
        registry.close();
    }

    private byte[] bytes(byte[] known, Reading reading) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try {
            bytes.write(known);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(reading, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A reading cannot be written to memory: " + reading, e);
        }
        return bytes.toByteArray();
    }
}
