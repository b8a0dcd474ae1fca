package io.tideline.bench.sse;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.avro.Flag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes flags of one series as the job does. */
final class FlagWriter implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final int contentId;

    FlagWriter(Map<String, String> environment) throws IOException, InterruptedException {
        this.contentId = contentId(requireNonNull(environment.get("TIDELINE_REGISTRY_URL")));
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        requireNonNull(environment.get("KAFKA_BOOTSTRAP_SERVERS")),
                        "linger.ms",
                        0,
                        "acks",
                        "1"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void write(String id) throws IOException {
        var unused = producer.send(new ProducerRecord<>("flags", "bench/bench/bench", written(flag(id))));
    }

    @Override
    public void close() {
        producer.close();
    }

    private static int contentId(String registry) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(registry + "/groups/default/artifacts/flags-value/versions/branch=latest"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(response.body()).path("contentId").asInt();
    }

    private byte[] written(Flag flag) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(contentId).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new SpecificDatumWriter<>(Flag.class).write(flag, encoder);
        return bytes.toByteArray();
    }

    private static Flag flag(String id) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return Flag.newBuilder()
                .setFlagId(id)
                .setRuleId("heat")
                .setRuleName("Temperature above 100 degF")
                .setSeverity("CRITICAL")
                .setSource("bench")
                .setEntity("bench")
                .setMetric("bench")
                .setValue(101)
                .setUnit("[degF]")
                .setThreshold(100)
                .setThresholdUnit("[degF]")
                .setObservedAt(now)
                .setFetchedAt(now)
                .setMessage("A measurement, not an alert")
                .build();
    }
}
