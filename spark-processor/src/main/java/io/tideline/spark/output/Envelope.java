package io.tideline.spark.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** The value of a Kafka record: 0x00, the content id of its schema (4 bytes, big-endian), Avro binary. */
public record Envelope(int contentId) implements Serializable {

    public byte[] wrap(GenericRecord message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(contentId).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<GenericRecord>(message.getSchema()).write(message, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A " + message.getSchema().getName() + " cannot be written as Avro", e);
        }
        return bytes.toByteArray();
    }
}
