package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An alert API with little room: few listeners, short memory. */
class LiveLimitsIT {

    private static final int OF_ONE_ADDRESS = 5;
    private static final int IN_ALL = 8;
    private static final int REMEMBERED = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static Replica api;

    @BeforeAll
    static void start() {
        api = Replica.start(
                "limits",
                Stack.environment(),
                Map.of(
                        "TIDELINE_LIVE_CLIENTS", Integer.toString(IN_ALL),
                        "TIDELINE_LIVE_CLIENTS_PER_ADDRESS", Integer.toString(OF_ONE_ADDRESS),
                        "TIDELINE_LIVE_HEARTBEAT", "300ms",
                        "TIDELINE_LIVE_HISTORY", Integer.toString(REMEMBERED)));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void refusesTooManyListenersOfOneAddressAndTooManyInAll() throws IOException {
        URI stream = api.uri("/flags/stream?entity=nobody");
        List<PlainHttp.Answer> seated = new ArrayList<>();
        try {
            for (int i = 0; i < OF_ONE_ADDRESS; i++) {
                seated.add(PlainHttp.open("127.0.0.2", stream));
            }
            PlainHttp.Answer oneMore = PlainHttp.get("127.0.0.2", stream);
            for (int i = OF_ONE_ADDRESS; i < IN_ALL; i++) {
                seated.add(PlainHttp.open("127.0.0.3", stream));
            }
            PlainHttp.Answer latecomer = PlainHttp.get("127.0.0.4", stream);

            assertThat(seated).extracting(PlainHttp.Answer::status).containsOnly(200);
            assertThat(oneMore.status()).isEqualTo(429);
            assertThat(latecomer.status()).isEqualTo(503);
            assertThat(List.of(oneMore, latecomer)).allSatisfy(refused -> {
                assertThat(refused.header("retry-after")).isEqualTo("5");
                assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
            });
        } finally {
            for (PlainHttp.Answer answer : seated) {
                answer.close();
            }
        }
        await("the seats are free again")
                .atMost(PATIENCE)
                .until(() -> PlainHttp.get("127.0.0.2", stream).status() == 200);
        assertThat(api.errors()).isEmpty();
    }

    @Test
    void tellsHowMuchOfTheHistoryIsGoneAndGoesOnWithTheRest() throws ExecutionException, InterruptedException {
        String entity = "gone-" + UUID.randomUUID();
        try (Wire wire = new Wire(Stack.environment());
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", Stack.environment().get("KAFKA_BOOTSTRAP_SERVERS")))) {
            Sse before = Sse.open(api.uri("/flags/stream?entity=" + entity), null);
            await().atMost(PATIENCE).until(() -> before.lastId != null);
            before.close();
            for (int i = 0; i < 3 * REMEMBERED; i++) {
                wire.flag(Wire.flag(entity + i, entity));
            }
            wire.flush();
            deleteAllButTheNewest(admin, REMEMBERED * 2);

            try (Sse after = Sse.open(api.uri("/flags/stream?entity=" + entity), before.lastId)) {
                await().atMost(PATIENCE).until(() -> after.of("flag").size() == REMEMBERED * 2);
                assertThat(after.of("gap")).singleElement().satisfies(gap -> {
                    assertThat(gap.data().getString("reason")).isEqualTo("EXPIRED");
                    assertThat(gap.data().getString("detail")).contains("deleted by retention");
                });
                assertThat(after.of("flag"))
                        .first()
                        .extracting(event -> event.data().getString("id"))
                        .isEqualTo(entity + REMEMBERED);
                assertThat(after.events)
                        .extracting(Sse.Event::type)
                        .filteredOn(type -> !type.equals("feed"))
                        .startsWith("gap", "flag");
            }
        }
    }

    /** What retention does, at once: all flags here are of one series, so in one partition. */
    private static void deleteAllButTheNewest(Admin admin, int kept) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions =
                admin.describeTopics(List.of("flags")).allTopicNames().get().get("flags").partitions().stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition("flags", partition.partition()),
                                partition -> OffsetSpec.latest()));
        var ends = admin.listOffsets(partitions).all().get();
        Map<TopicPartition, RecordsToDelete> deleted = ends.entrySet().stream()
                .filter(end -> end.getValue().offset() > kept)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        end -> RecordsToDelete.beforeOffset(end.getValue().offset() - kept)));
        admin.deleteRecords(deleted).all().get();
    }
}
