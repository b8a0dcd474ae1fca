package io.tideline.bench.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The value of a Kafka record: 0x00, the content id of its schema (4 bytes, big-endian), Avro binary. A bench writes and reads one version of a schema only. For one
 * thread.
 *
 * @param <T> the message
 */
public final class Wire<T extends SpecificRecord> {
    private static final int HEADER = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] header;
    private final SpecificDatumWriter<T> writer;
    private final SpecificDatumReader<T> reader;

    private Wire(int contentId, Schema schema) {
        this.header =
                ByteBuffer.allocate(HEADER).put((byte) 0).putInt(contentId).array();
        this.writer = new SpecificDatumWriter<>(schema);
        this.reader = new SpecificDatumReader<>(schema);
    }

    /** Of the newest schema that the registry has for a topic. */
    public static <T extends SpecificRecord> Wire<T> of(URI registry, String topic, Schema schema)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(registry + "/groups/default/artifacts/" + topic + "-value/versions/branch=latest"))
                .build();
        JsonNode version = JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
        return new Wire<>(version.required("contentId").intValue(), schema);
    }

    public byte[] bytes(T message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(header);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(message, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public T message(byte[] bytes) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
