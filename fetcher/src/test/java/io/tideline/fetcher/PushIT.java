package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tideline.fetcher.stack.PublishedReadings;
import io.tideline.fetcher.stack.PublishedReadings.Published;
import io.tideline.fetcher.stack.Servers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class PushIT {
    private static final String TWO = """
            [{"id": "s1", "at": 1795340000000, "t": 20.5}, {"id": "s2", "at": 1795340000000, "t": "nan"}]""";

    @Test
    void takesAPayloadTheWayOfAFetchAndHonoursTheKey() {
        Response first = pushing().header("Idempotency-Key", "k1").body(TWO).post("/sources/sensors/payloads");

        Response second = pushing().header("Idempotency-Key", "k1").body(TWO).post("/sources/sensors/payloads");

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
        assertThat(first.jsonPath().getMap("")).containsEntry("new", 1).containsEntry("rejected", 1);
        assertThat(second.asString()).isEqualTo(first.asString());
        List<Published> published = PublishedReadings.await(1, r -> r.fetchId().equals("push__k1"));
        assertThat(published).extracting(Published::key).containsExactly("sensors/s1/temperature");
    }

    @Test
    void refusesAnotherPayloadUnderAKeyThatIsTaken() {
        String one = TWO.replace("1795340000000", "1795340003000");
        String other = one.replace("20.5", "21.5");
        pushing().header("Idempotency-Key", "k2").body(one).post("/sources/sensors/payloads");

        Response response =
                pushing().header("Idempotency-Key", "k2").body(other).post("/sources/sensors/payloads");
        Response elsewhere =
                pushing().header("Idempotency-Key", "k3").body(other).post("/sources/sensors/payloads");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(response.jsonPath().getString("reason")).isEqualTo("KEY_TAKEN");
        assertThat(response.jsonPath().getString("detail")).contains("Push it under another key");
        assertThat(elsewhere.jsonPath().getInt("revised"))
                .as("nothing of the refused payload was kept, so this one revises the first")
                .isEqualTo(1);
    }

    @Test
    void takesAPayloadUnderTheKeyOfOneThatFailed() {
        pushing().header("Idempotency-Key", "k4").body("{\"rows\": []}").post("/sources/sensors/payloads");

        Response mended = pushing()
                .header("Idempotency-Key", "k4")
                .body(TWO.replace("1795340000000", "1795340002000"))
                .post("/sources/sensors/payloads");

        assertThat(mended.statusCode()).as(mended.asString()).isEqualTo(202);
        assertThat(mended.jsonPath().getInt("new")).isEqualTo(1);
    }

    @Test
    void takesAGzippedBody() throws IOException {
        Response response = pushing()
                .header("Content-Encoding", "gzip")
                .body(gzipped(TWO.replace("1795340000000", "1795340001000")))
                .post("/sources/sensors/payloads");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        assertThat(response.jsonPath().getInt("new")).isEqualTo(1);
    }

    @Test
    void refusesABodyThatGrowsOverTheLimitWhenUnpacked() throws IOException {
        Response response = pushing()
                .header("Content-Encoding", "gzip")
                .body(gzipped(" ".repeat(60_000) + TWO))
                .post("/sources/sensors/payloads");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.jsonPath().getString("reason")).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void takesLinesAndRejectsTheOneThatCannotBeRead() {
        Response response = pushing()
                .contentType("application/x-ndjson")
                .body("""
                        {"id": "s3", "at": 1795340000000, "t": 1}
                        {"id": "s3", "at": 17953
                        {"id": "s3", "at": 1795340060000, "t": 2}
                        """.getBytes(StandardCharsets.UTF_8))
                .post("/sources/sensors/payloads");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        assertThat(response.jsonPath().getMap("")).containsEntry("new", 2).containsEntry("rejected", 1);
        assertThat(given().get("/sources/sensors/rejected?limit=1").jsonPath().getString("[0].reason"))
                .isEqualTo("RECORD_UNREADABLE");
    }

    @Test
    void wantsTheTokenOfThatSource() {
        Response without = given().contentType("application/json").body(TWO).post("/sources/sensors/payloads");
        Response wrong = given().header("Authorization", "Bearer guess")
                .contentType("application/json")
                .body(TWO)
                .post("/sources/sensors/payloads");
        Response none = pushing().body(TWO).post("/sources/stations/payloads");

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(none.statusCode()).isEqualTo(403);
        assertThat(none.jsonPath().getString("reason")).isEqualTo("PUSH_REFUSED");
    }

    @Test
    void tellsAPusherWhatIsWrongWithAPayload() {
        Response response = pushing().body("{\"rows\": []}").post("/sources/sensors/payloads");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getMap(""))
                .containsEntry("reason", "SHAPE_UNKNOWN")
                .containsEntry("retryable", false);
    }

    private static RequestSpecification pushing() {
        return given().header("Authorization", "Bearer " + Servers.PUSH_TOKEN).contentType("application/json");
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
