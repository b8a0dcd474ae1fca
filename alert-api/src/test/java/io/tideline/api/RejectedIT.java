package io.tideline.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class RejectedIT {

    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", Stack.environment().get("KAFKA_BOOTSTRAP_SERVERS"));
    private static final byte[] NO_TEXT = {'k', (byte) 0xC3, (byte) 0x28};

    @Test
    void showsWhyARecordWasRejectedAndWhereItWasRead() throws Exception {
        byte[] value = ("no reading " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);

        reject(NO_TEXT, value, 40);

        when().get("/control/rejected")
                .then()
                .statusCode(200)
                .body("items[0].reason", equalTo("NOT_FRAMED"))
                .body("items[0].detail", equalTo("the first of the bytes is not 0x00"))
                .body("items[0].topic", equalTo("readings"))
                .body("items[0].partition", equalTo(1))
                .body("items[0].offset", equalTo(40))
                .body("items[0].replayed", equalTo(false))
                .body("items[0].size", equalTo(value.length))
                .body("items[0].bytes", equalTo(Base64.getEncoder().encodeToString(value)));
    }

    @Test
    void sendsTheOriginalBytesInAgainOnceAndOnlyWhatIsNew() throws Exception {
        replay();
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            values.add(("first " + i + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
            reject(NO_TEXT, values.get(i), 50 + i);
        }
        reject(NO_TEXT, values.get(2), 52); // a repeated batch of the job keeps a record twice
        byte[] later = ("later " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);

        replay().body("replayed", equalTo(3), "repeated", equalTo(1), "waiting", equalTo(0));
        reject(NO_TEXT, later, 60);
        replay().body("replayed", equalTo(1), "waiting", equalTo(0));
        replay().body("replayed", equalTo(0));

        values.add(later);
        assertThat(readings().stream().filter(record -> isOneOf(values, record)))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(values.stream()
                        .map(value -> new String(value, StandardCharsets.UTF_8))
                        .toList());
        assertThat(readings().stream().filter(record -> isOneOf(values, record)))
                .allSatisfy(record -> assertThat(record.key()).isEqualTo(NO_TEXT));
        when().get("/control/rejected").then().body("waiting", equalTo(0), "items[0].replayed", equalTo(true));
    }

    private static boolean isOneOf(List<byte[]> values, ConsumerRecord<byte[], byte[]> record) {
        return values.stream().anyMatch(value -> Arrays.equals(value, record.value()));
    }

    private static ValidatableResponse replay() {
        return given().auth()
                .preemptive()
                .basic("olga", Stack.OPERATOR_PASSWORD)
                .post("/control/rejected/replay")
                .then()
                .statusCode(200);
    }

    /** As the job keeps what it cannot read. */
    private static void reject(byte[] key, byte[] value, long offset) throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>("readings-rejected", key, value);
        Map.of(
                        "reason", "NOT_FRAMED",
                        "detail", "the first of the bytes is not 0x00",
                        "topic", "readings",
                        "partition", "1",
                        "offset", Long.toString(offset))
                .forEach((name, text) -> letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KAFKA, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(letter).get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> readings() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(KAFKA, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("readings").stream()
                    .map(partition -> new TopicPartition("readings", partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
