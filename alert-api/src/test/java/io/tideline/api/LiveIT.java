package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class LiveIT {

    private static Wire wire;

    @TestHTTPResource("/")
    URI api;

    @BeforeAll
    static void openKafka() {
        wire = new Wire(Stack.environment());
    }

    @AfterAll
    static void closeKafka() {
        wire.close();
    }

    @Test
    void sendsAnAlertTheMomentItHappens() {
        String id = UUID.randomUUID().toString();
        try (Sse stream = Sse.open(api.resolve("/alerts/stream?entity=moment"), null)) {
            await().until(() -> stream.lastId != null);

            wire.alert(Wire.step(id, 1, "FIRING", "moment"));

            await().until(() -> stream.of("alert").size() == 1);
            Sse.Event event = stream.of("alert").get(0);
            assertThat(event.data().getString("id")).isEqualTo(id);
            assertThat(event.data().getString("series")).isEqualTo("test/moment/temperature");
            assertThat(event.data().getString("startsAt")).endsWith("Z");
            assertThat(event.data().containsKey("acknowledgement")).isTrue();
            assertThat(event.id()).isNotEmpty().isEqualTo(stream.lastId);
        }
    }

    @Test
    void sendsEachStepOnceHoweverOftenItIsWritten() {
        String id = UUID.randomUUID().toString();
        try (Sse stream = Sse.open(api.resolve("/alerts/stream?entity=repeated"), null)) {
            await().until(() -> stream.lastId != null);

            wire.alert(Wire.step(id, 1, "PENDING", "repeated"));
            wire.alert(Wire.step(id, 2, "FIRING", "repeated"));
            wire.alert(Wire.step(id, 1, "PENDING", "repeated"));
            wire.alert(Wire.step(id, 2, "FIRING", "repeated"));
            wire.alert(Wire.step(id, 3, "RESOLVED", "repeated"));

            await().until(() -> stream.of("alert").stream()
                    .anyMatch(event -> event.data().getString("state").equals("RESOLVED")));
            assertThat(stream.of("alert"))
                    .extracting(event -> event.data().getInteger("sequence"))
                    .containsExactly(1, 2, 3);
        }
    }

    /** As a client does that takes the id of an event only: an id alone would be lost on it. */
    @Test
    void theLastActiveAlertOfTheBeginningCarriesThePlaceToComeBackTo() {
        String id = UUID.randomUUID().toString();
        wire.alert(Wire.step(id, 1, "FIRING", "beginning"));
        wire.flush();
        Sse first = Sse.open(api.resolve("/alerts/stream?entity=beginning"), null);
        await().until(() -> first.of("alert").size() == 1);
        first.close();
        String place = first.of("alert").get(0).id();
        assertThat(place).isNotEmpty();

        try (Sse second = Sse.open(api.resolve("/alerts/stream?entity=beginning"), place)) {
            wire.alert(Wire.step(id, 2, "RESOLVED", "beginning"));

            await().until(() -> !second.of("alert").isEmpty());
            assertThat(second.of("alert"))
                    .extracting(event -> event.data().getInteger("sequence"))
                    .containsExactly(2);
        }
    }

    @Test
    void sendsWhatWasMissedAndThenWhatHappens() {
        Sse before = Sse.open(api.resolve("/live?topics=flags&entity=missed"), null);
        await().until(() -> before.lastId != null);
        wire.flag(Wire.flag("m1" + api, "missed"));
        await().until(() -> before.of("flag").size() == 1);
        before.close();

        wire.flag(Wire.flag("m2" + api, "missed"));
        wire.flag(Wire.flag("m3" + api, "missed"));
        wire.flush();

        try (Sse after = Sse.open(api.resolve("/live?topics=flags&entity=missed"), before.lastId)) {
            wire.flag(Wire.flag("m4" + api, "missed"));
            await().until(() -> after.of("flag").size() == 3);
            assertThat(after.of("flag"))
                    .extracting(event -> event.data().getString("id"))
                    .containsExactly("m2" + api, "m3" + api, "m4" + api);
        }
    }

    @Test
    void tellsOfAGapWhenTheIdIsOfNobody() {
        try (Sse stream = Sse.open(api.resolve("/alerts/stream"), "nonsense")) {
            await().until(() -> stream.of("gap").size() == 1);

            assertThat(stream.of("gap").get(0).data().getString("reason")).isEqualTo("UNKNOWN_ID");
            await().until(() -> !"nonsense".equals(stream.lastId));
        }
    }

    @Test
    void saysWhenToComeBackAndSendsHeartbeatsToAListenerThatHearsNothing() {
        try (Sse stream = Sse.open(api.resolve("/flags/stream?entity=nobody"), null)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> stream.comments.get() >= 3);
            assertThat(stream.retry).isEqualTo(2000);
        }
    }

    @Test
    void sendsReadingsSinceATime() {
        Instant start = Instant.now();
        wire.reading(Wire.reading("since", start, 20));
        wire.reading(Wire.reading("since", start.plusMillis(1), 21));
        wire.flush();

        try (Sse stream = Sse.open(api.resolve("/readings/stream?entity=since&since=" + start.minusSeconds(1)), null)) {
            await().until(() -> stream.of("reading").size() == 2);

            assertThat(stream.of("reading"))
                    .extracting(event -> event.data().getDouble("value"))
                    .containsExactly(20.0, 21.0);
        }
    }

    @Test
    void goesOnAfterARecordThatNobodyCanRead() {
        try (Sse stream = Sse.open(api.resolve("/flags/stream?entity=sound"), null)) {
            await().until(() -> stream.lastId != null);

            wire.bytes("flags", "test/sound/temperature", new byte[] {9, 9, 9});
            wire.bytes("flags", "test/sound/temperature", null);
            wire.flag(Wire.flag("s1" + api, "sound"));

            await().until(() -> stream.of("flag").size() == 1);
        }
    }
}
