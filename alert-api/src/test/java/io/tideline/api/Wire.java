package io.tideline.api;

import io.tideline.avro.AlertEvent;
import io.tideline.avro.Flag;
import io.tideline.avro.Reading;
import io.vertx.core.json.JsonObject;
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
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to Kafka what the fetcher and the job write, in the wire format of docs/architecture.md. */
public final class Wire implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String registry;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Integer> contentIds = new ConcurrentHashMap<>();

    public Wire(Map<String, String> environment) {
        this.registry = environment.get("TIDELINE_REGISTRY_URL");
        // Patient: a record is given up only long after an outage of a test has ended.
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        environment.get("KAFKA_BOOTSTRAP_SERVERS"),
                        "acks",
                        "all",
                        "linger.ms",
                        0,
                        "max.block.ms",
                        180_000,
                        "delivery.timeout.ms",
                        180_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public void alert(AlertEvent event) {
        send("alerts", event.getSource() + "/" + event.getEntity() + "/" + event.getMetric(), event);
    }

    public void flag(Flag flag) {
        send("flags", flag.getSource() + "/" + flag.getEntity() + "/" + flag.getMetric(), flag);
    }

    /** The same, and tells what became of it. */
    public void flag(Flag flag, Callback then) {
        String key = flag.getSource() + "/" + flag.getEntity() + "/" + flag.getMetric();
        var unused = producer.send(new ProducerRecord<>("flags", key, written("flags", flag)), then);
    }

    public void reading(Reading reading) {
        send("readings", reading.getSource() + "/" + reading.getEntity() + "/" + reading.getMetric(), reading);
    }

    public void bytes(String topic, String key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, key, value));
    }

    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(String topic, String key, SpecificRecordBase record) {
        var unused = producer.send(new ProducerRecord<>(topic, key, written(topic, record)));
    }

    public byte[] written(String topic, SpecificRecordBase record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(0);
            bytes.write(ByteBuffer.allocate(4).putInt(contentId(topic)).array());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecordBase>(record.getSchema()).write(record, encoder);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int contentId(String topic) {
        return contentIds.computeIfAbsent(topic, name -> {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(
                                registry + "/groups/default/artifacts/" + name + "-value/versions/branch=latest"))
                        .build();
                String answer =
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
                return new JsonObject(answer).getInteger("contentId");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A step of an alert on a series of the source "test". */
    public static AlertEvent step(String id, long sequence, String state, String entity) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return AlertEvent.newBuilder()
                .setAlertId(id)
                .setSequence(sequence)
                .setRuleId("heat")
                .setRuleName("Temperature above 100 degF")
                .setSeverity("CRITICAL")
                .setSource("test")
                .setEntity(entity)
                .setMetric("temperature")
                .setState(state)
                .setReason(state.equals("RESOLVED") ? "CLEARED" : "")
                .setCondition("threshold")
                .setValue(101.5)
                .setUnit("[degF]")
                .setThreshold(100.0)
                .setThresholdUnit("[degF]")
                .setPeak(103.0)
                .setReadings(7)
                .setStartsAt(now.minusSeconds(60))
                .setFiredAt(now.minusSeconds(60))
                .setEndsAt(state.equals("RESOLVED") ? now : null)
                .setAt(now)
                .setFetchedAt(now)
                .setMessage(entity + ": temperature is 101.5 [degF]")
                .build();
    }

    public static Flag flag(String id, String entity) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return Flag.newBuilder()
                .setFlagId(id)
                .setRuleId("heat")
                .setRuleName("Temperature above 100 degF")
                .setSeverity("CRITICAL")
                .setSource("test")
                .setEntity(entity)
                .setMetric("temperature")
                .setValue(101.5)
                .setUnit("[degF]")
                .setThreshold(100)
                .setThresholdUnit("[degF]")
                .setObservedAt(now)
                .setFetchedAt(now)
                .setMessage(entity + ": temperature is 101.5 [degF]")
                .build();
    }

    public static Reading reading(String entity, Instant observedAt, double value) {
        return Reading.newBuilder()
                .setSource("test")
                .setEntity(entity)
                .setMetric("temperature")
                .setValue(value)
                .setUnit("[degF]")
                .setObservedAt(observedAt.truncatedTo(ChronoUnit.MILLIS))
                .setFetchedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setFetchId("fetch")
                .setRevision(0)
                .build();
    }
}
