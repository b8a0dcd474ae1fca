package io.tideline.spark.input;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The wire format: 0x00, the content id of the writer's schema (4 bytes, big-endian), Avro binary. For one thread.
 *
 * @param <T> the message as this job knows it; a writer may know an older or a newer one
 */
public final class AvroFormat<T extends SpecificRecord> {

    private static final int HEADER = 5;

    private final Schema known;
    private final WriterSchemas schemas;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    public AvroFormat(Schema known, WriterSchemas schemas) {
        this.known = known;
        this.schemas = schemas;
    }

    /** @throws IOException if the registry cannot be asked now */
    public Decoded<T> decode(byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            return new Decoded.Rejected<>(RejectedReason.EMPTY, "the record has no value");
        }
        if (bytes.length < HEADER || bytes[0] != 0) {
            return new Decoded.Rejected<>(
                    RejectedReason.NOT_FRAMED, "the first of " + bytes.length + " bytes is not 0x00");
        }
        int contentId = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        SpecificDatumReader<T> reader = readers.get(contentId);
        return reader == null ? decodeFirst(contentId, bytes) : decode(reader, bytes);
    }

    private Decoded<T> decodeFirst(int contentId, byte[] bytes) throws IOException {
        Optional<Schema> writer = schemas.byContentId(contentId);
        if (writer.isEmpty()) {
            return new Decoded.Rejected<>(RejectedReason.UNKNOWN_SCHEMA, "no schema has content id " + contentId);
        }
        if (!isReadable(writer.get())) {
            return new Decoded.Rejected<>(
                    RejectedReason.INCOMPATIBLE_SCHEMA,
                    "schema " + contentId + " cannot be read as a " + known.getName());
        }
        SpecificDatumReader<T> reader = new SpecificDatumReader<>(writer.get(), known);
        readers.put(contentId, reader);
        return decode(reader, bytes);
    }

    private Decoded<T> decode(SpecificDatumReader<T> reader, byte[] bytes) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, decoder);
            T message = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                return new Decoded.Rejected<>(RejectedReason.UNREADABLE, "bytes are left over behind the message");
            }
            return new Decoded.Accepted<>(message);
        } catch (EOFException e) {
            return new Decoded.Rejected<>(RejectedReason.UNREADABLE, "the bytes end before the message does");
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            return new Decoded.Rejected<>(RejectedReason.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private boolean isReadable(Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(known, writer).getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }
}
