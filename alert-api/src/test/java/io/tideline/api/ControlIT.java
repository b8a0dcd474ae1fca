package io.tideline.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class ControlIT {

    @Test
    void showsTopicsAndTheirRecordsDecoded() {
        String entity = "browsed-" + UUID.randomUUID();
        try (Wire wire = new Wire(Stack.environment())) {
            wire.reading(Wire.reading(entity, Instant.now(), 21.5));
            wire.flush();
        }

        when().get("/control/topics")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        hasItems("readings", "alerts"),
                        "items.underReplicated",
                        hasItem(0),
                        "items.find { it.name == 'readings' }.placement[0].leader",
                        notNullValue(),
                        "items.find { it.name == 'readings' }.placement[0].inSync",
                        hasSize(1));
        given().queryParam("filter", entity)
                .get("/control/topics/readings/records")
                .then()
                .statusCode(200)
                .body("items", hasSize(1), "items[0].value.value", equalTo(21.5f), "items[0].key", notNullValue());
        given().queryParam("filter", entity)
                .queryParam("since", Instant.now().minusSeconds(600).toString())
                .get("/control/topics/readings/records")
                .then()
                .body("items", hasSize(1));
        given().queryParam("filter", entity)
                .queryParam("since", Instant.now().plusSeconds(600).toString())
                .get("/control/topics/readings/records")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        given().queryParam("since", "yesterday")
                .get("/control/topics/readings/records")
                .then()
                .statusCode(400);
        when().get("/control/topics/nothing/records").then().statusCode(404);
    }

    @Test
    void showsBrokersSchemasAndCassandra() {
        when().get("/control/brokers")
                .then()
                .statusCode(200)
                .body(
                        "mode",
                        equalTo("zookeeper"),
                        "brokers[0].controller",
                        equalTo(true),
                        "brokers[0].leaders",
                        greaterThan(0));
        when().get("/control/schemas").then().statusCode(200).body("items.subject", hasItem("readings-value"));
        when().get("/control/schemas/readings-value/versions/1")
                .then()
                .statusCode(200)
                .body("name", equalTo("Reading"));
        when().get("/control/cassandra")
                .then()
                .statusCode(200)
                .body(
                        "nodes[0].up",
                        equalTo(true),
                        "nodes[0].bytes",
                        notNullValue(),
                        "keyspaces.name",
                        hasItem("tideline"),
                        "keyspaces.find { it.name == 'tideline' }.tables",
                        greaterThan(5));
    }

    @Test
    void showsEveryHopEvenIfNobodyKnowsHowItIs() {
        await().untilAsserted(() -> when().get("/control/pipeline")
                .then()
                .statusCode(200)
                .body("hops", hasSize(7), "hops.find { it.hop == 'fetcher' }.state", equalTo("UNKNOWN")));
        when().get("/control/spark").then().statusCode(200).body("workers", hasSize(0));
        when().get("/control/fetches").then().statusCode(503).contentType("application/problem+json");
        when().get("/sources").then().statusCode(200).body("size()", equalTo(0));
    }

    @Test
    void namesWhatAQueryDiedOfAlsoWhenItRunsAgain() {
        when().get("/control/spark")
                .then()
                .statusCode(200)
                .body(
                        "queries.find { it.name == 'windows' }.state",
                        equalTo("DOWN"),
                        "queries.find { it.name == 'windows' }.lastError.error",
                        equalTo("InvalidQueryException: table reading_window is missing"),
                        "queries.find { it.name == 'windows' }.lastError.at",
                        equalTo("2026-01-01T12:00:00.123Z"),
                        "queries.find { it.name == 'flags' }.state",
                        equalTo("RUNNING"),
                        "queries.find { it.name == 'flags' }.lastError.error",
                        equalTo("TimeoutException: no answer"),
                        "queries.find { it.name == 'alerts' }.lastError",
                        nullValue(),
                        "queries.find { it.name == 'series' }.lastError",
                        nullValue());
    }

    @Test
    void changesTopicsForOperatorsOnly() {
        String name = "made-" + UUID.randomUUID();
        operator()
                .body("{\"name\": \"" + name + "\", \"partitions\": 2, \"retention\": \"PT24H\"}")
                .post("/control/topics")
                .then()
                .statusCode(204);

        operator()
                .body("{\"partitions\": 3, \"retention\": \"PT48H\"}")
                .patch("/control/topics/{name}", name)
                .then()
                .statusCode(204);

        await().untilAsserted(() -> when().get("/control/topics")
                .then()
                .body(
                        "items.find { it.name == '" + name + "' }.partitions", equalTo(3),
                        "items.find { it.name == '" + name + "' }.retention", equalTo("PT48H")));
        operator()
                .body("{\"partitions\": 1}")
                .patch("/control/topics/{name}", name)
                .then()
                .statusCode(409);
        operator()
                .body("{\"to\": \"latest\"}")
                .post("/control/groups/tideline-series/offsets")
                .then()
                .statusCode(409);
        operator()
                .body("{\"paused\": true}")
                .patch("/control/sources/simulator")
                .then()
                .statusCode(409)
                .body("detail", containsString("TIDELINE_AIRFLOW_URL"));
        operator()
                .body("{\"to\": \"middle\"}")
                .post("/control/groups/x/offsets")
                .then()
                .statusCode(400);
    }

    @Test
    void movesAStoppedGroupToATime() throws ExecutionException, InterruptedException {
        Instant start = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        TopicPartition partition = new TopicPartition("made-" + UUID.randomUUID(), 0);
        String group = "moved-" + UUID.randomUUID();
        operator()
                .body("{\"name\": \"" + partition.topic() + "\", \"partitions\": 1, \"retention\": \"PT24H\"}")
                .post("/control/topics")
                .then()
                .statusCode(204);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Stack.environment().get("KAFKA_BOOTSTRAP_SERVERS"));
        try (Admin admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int minute = 0; minute < 3; minute++) {
                long at = start.plusSeconds(60L * minute).toEpochMilli();
                producer.send(new ProducerRecord<>(partition.topic(), 0, at, "key", "value"))
                        .get();
            }
            admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(3)))
                    .all()
                    .get();

            assertThat(movedTo(admin, group, partition, start.plusSeconds(60).toString()))
                    .isEqualTo(1);
            assertThat(movedTo(admin, group, partition, start.plusSeconds(300).toString()))
                    .isEqualTo(3);
            assertThat(movedTo(admin, group, partition, "earliest")).isZero();
        }
    }

    private static long movedTo(Admin admin, String group, TopicPartition partition, String to)
            throws ExecutionException, InterruptedException {
        operator()
                .body("{\"to\": \"" + to + "\"}")
                .post("/control/groups/{group}/offsets", group)
                .then()
                .statusCode(204);
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition)
                .offset();
    }

    private static RequestSpecification operator() {
        return given().auth()
                .preemptive()
                .basic("olga", Stack.OPERATOR_PASSWORD)
                .contentType(ContentType.JSON);
    }
}
