package io.tideline.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is let in, how far, and what is written down about it. */
@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class AccessIT {

    /** Nobody else's address: the others must not wait for what fails here. */
    private static final String GUESSER = "127.0.0.77";

    private static final Path LOG = Path.of("target", "quarkus.log");

    @TestHTTPResource("/")
    URI api;

    @Test
    void makesAnAddressWaitAfterTenFailedLogins() throws IOException {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(login(GUESSER, "wrong-" + i).status());
        }
        PlainHttp.Answer eleventh = login(GUESSER, "wrong-again");

        assertThat(answers).containsOnly(401);
        assertThat(eleventh.status()).isEqualTo(429);
        assertThat(Integer.parseInt(eleventh.header("retry-after"))).isBetween(1, 61);
        assertThat(eleventh.header("content-type")).startsWith("application/problem+json");
        assertThat(login("127.0.0.78", "wrong").status()).isEqualTo(401);
    }

    @Test
    void writesDownWhoDidWhat() {
        String id = "audited-" + UUID.randomUUID();
        Operator.with()
                .body("{\"name\": \"Cold\", \"severity\": \"INFO\", \"series\": {\"metric\": \"temperature\"},"
                        + " \"condition\": {\"kind\": \"threshold\", \"below\": 0, \"unit\": \"Cel\"},"
                        + " \"message\": \"cold\"}")
                .put("/rules/{id}", id)
                .then()
                .statusCode(201);
        Operator.with()
                .header("If-Match", "\"1\"")
                .delete("/rules/{id}", id)
                .then()
                .statusCode(204);

        await().untilAsserted(() -> assertThat(Files.readAllLines(LOG))
                .anyMatch(line -> line.endsWith("audit user=olga action=put version 1 rule=" + id))
                .anyMatch(line -> line.endsWith("audit user=olga action=deleted rule=" + id)));
    }

    @Test
    void writesDownEveryKindOfChange() {
        String id = "audited-" + UUID.randomUUID();
        try (Stored stored = new Stored(Stack.environment())) {
            stored.alert(Wire.step(id, 1, "FIRING", id));
        }
        Operator.with().body("{}").post("/alerts/{id}/acknowledge", id);
        Operator.with().delete("/alerts/{id}/acknowledge", id);
        Operator.with().body("{\"comment\": \"seen\"}").post("/alerts/{id}/comments", id);
        String silence = Operator.with()
                .body("{\"matchers\": {\"entity\": \"" + id + "\"}, \"comment\": \"seen\", \"until\": \""
                        + Instant.now().plusSeconds(600) + "\"}")
                .post("/silences")
                .path("id");
        Operator.with().delete("/silences/{id}", silence);
        Operator.withYaml()
                .body("rules:\n- {id: " + id + ", name: Cold, severity: INFO, series: {metric: temperature},"
                        + " condition: {kind: threshold, below: 0, unit: Cel}, message: cold}\n")
                .post("/rules");
        Operator.with().body("{\"name\": \"" + id + "\"}").post("/control/topics");

        await().untilAsserted(() -> assertThat(Files.readAllLines(LOG).stream()
                        .filter(line -> line.contains("audit user=olga "))
                        .map(line -> line.substring(line.indexOf("action="))))
                .contains(
                        "action=acknowledged alert=" + id,
                        "action=unacknowledged alert=" + id,
                        "action=commented alert=" + id,
                        "action=silenced silence=" + silence,
                        "action=unsilenced silence=" + silence,
                        "action=imported version 1 rule=" + id,
                        "action=created topic=" + id));
    }

    @Test
    void tellsNoOtherOriginAnything() {
        given().header("Origin", "https://elsewhere.example")
                .get("/alerts")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/silences")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void tellsBrowsersToTrustOnlyWhatItServesItself() {
        for (String page : List.of("/", "/control.html", "/alerts")) {
            when().get(page)
                    .then()
                    .statusCode(200)
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .header("Content-Security-Policy", not(containsString("unsafe")))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("X-Frame-Options", "DENY")
                    .header("Referrer-Policy", notNullValue());
        }
    }

    @Test
    void refusesABodyThatIsTooLargeWithoutALength() throws IOException, InterruptedException {
        HttpResponse<String> answer = chunked("{\"comment\": \"" + "x".repeat(400_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("The body has more than 262144 bytes");
    }

    @Test
    void takesASmallBodyWithoutALength() throws IOException, InterruptedException {
        HttpResponse<String> answer = chunked("{\"until\": \"never\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("until");
    }

    private HttpResponse<String> chunked(String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/silences"))
                .header("Content-Type", "application/json")
                .header("Authorization", basic("olga", Stack.OPERATOR_PASSWORD))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofString());
    }

    private PlainHttp.Answer login(String address, String password) throws IOException {
        return PlainHttp.get(address, api.resolve("/me"), "Authorization: " + basic("olga", password));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
