package io.tideline.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.ScriptedApi;
import io.tideline.fetcher.stack.ScriptedApi.Asked;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class GuestIT {
    private static final String BODY = "{\"time\": \"2026-11-23T05:00\", \"temperature\": 1}";
    private final ScriptedApi api = Servers.api();

    @BeforeEach
    void forget() {
        api.forget();
    }

    @Test
    void saysWhoCallsAsksOnlyForWhatChangedAndStopsAtTheLimitOfTheDay() {
        api.answers(
                "/guest",
                asked -> header(asked, "If-none-match").equals("\"v1\"")
                        ? new Reply(304, "", Map.of(), 0)
                        : Reply.ok(BODY).with("ETag", "\"v1\""));

        Response first = Orders.put("guest", "g1");
        Response second = Orders.put("guest", "g2");
        Orders.put("guest", "g3");
        Response fourth = Orders.put("guest", "g4");

        assertThat(first.jsonPath().getInt("new")).isEqualTo(1);
        assertThat(second.jsonPath().getMap(""))
                .containsEntry("state", "STORED")
                .containsEntry("readings", 0);
        Asked asked = api.asked("/guest").get(0);
        assertThat(header(asked, "User-agent")).isEqualTo("Tideline-fetcher/1.0");
        assertThat(header(asked, "Accept-encoding")).contains("gzip");
        assertThat(header(asked, "X-api-key")).isEqualTo(Servers.PUSH_TOKEN);
        assertThat(header(asked, "X-purpose")).isEqualTo("test");
        assertThat(fourth.statusCode()).isEqualTo(503);
        assertThat(fourth.jsonPath().getString("reason")).isEqualTo("QUOTA_USED_UP");
        assertThat(Integer.parseInt(fourth.header("Retry-After"))).isBetween(1, 86_400);
        assertThat(api.asked("/guest")).hasSize(3);
    }

    @Test
    void keepsToItsRequestsPerSecondOverAllFetches() {
        api.answers("/slow", Reply.ok(BODY));
        long start = System.nanoTime();

        List<Response> responses = atOnce("slow", "s1", "s2");

        assertThat(responses)
                .allSatisfy(response ->
                        assertThat(response.jsonPath().getInt("readings")).isEqualTo(3));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void asksNoMoreAtOnceThanTheLimitOverAllFetches() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        api.answers("/crowd", Reply.ok(stream -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(100);
            now.decrementAndGet();
            stream.write(BODY.getBytes(StandardCharsets.UTF_8));
        }));

        List<Response> responses = atOnce("crowd", "c1", "c2");

        assertThat(responses)
                .allSatisfy(response ->
                        assertThat(response.jsonPath().getInt("readings")).isEqualTo(6));
        assertThat(most).hasValue(2);
    }

    @Test
    void asksOnlyForWhatChangedSinceOnceThatIsKeptAndPublished() {
        String date = "Sun, 22 Nov 2026 10:00:00 GMT";
        api.answers(
                "/patient",
                asked -> header(asked, "If-modified-since").isEmpty()
                        ? Reply.ok(BODY).with("Last-Modified", date)
                        : new Reply(304, "", Map.of(), 0));

        Orders.put("patient", "since-1", ", \"keep\": false");
        Orders.put("patient", "since-2");
        Response third = Orders.put("patient", "since-3");

        assertThat(api.asked("/patient"))
                .extracting(asked -> header(asked, "If-modified-since"))
                .containsExactly("", "", date);
        assertThat(third.jsonPath().getMap("")).containsEntry("state", "STORED").containsEntry("readings", 0);
    }

    @Test
    void letsAllRequestsWaitForAsLongAsTheSourceAsksFor() {
        List<Long> times = new CopyOnWriteArrayList<>();
        api.answers("/pausing", asked -> {
            times.add(System.nanoTime());
            return times.size() == 2 ? Reply.status(503).with("Retry-After", "1") : Reply.ok(BODY);
        });

        Response response = Orders.put("pausing", "paused");

        assertThat(response.jsonPath().getInt("readings"))
                .as(response.asString())
                .isEqualTo(6);
        assertThat(times).as("six, and one again").hasSize(7);
        assertThat(Duration.ofNanos(times.get(2) - times.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void asksAnewForWhatWasAnsweredAndNotCommitted() {
        api.answers(
                "/patient",
                asked -> header(asked, "If-none-match").equals("\"v7\"")
                        ? new Reply(304, "", Map.of(), 0)
                        : Reply.ok(BODY.replace("05:00", "05:07")).with("ETag", "\"v7\""));
        Response refused;
        Servers.pool()
                .query("ALTER TABLE source_fetch ADD CONSTRAINT refuses CHECK (false) NOT VALID")
                .executeAndAwait();
        try {
            refused = Orders.put("patient", "uncommitted");
        } finally {
            Servers.pool()
                    .query("ALTER TABLE source_fetch DROP CONSTRAINT refuses")
                    .executeAndAwait();
        }

        Response again = Orders.put("patient", "uncommitted");

        assertThat(refused.jsonPath().getString("reason")).isEqualTo("STORE_UNAVAILABLE");
        assertThat(again.jsonPath().getInt("new")).as(again.asString()).isEqualTo(1);
    }

    @Test
    void leavesASourceAloneThatFailsAllTheTime() {
        api.answers("/breaker", Reply.status(500));
        for (int i = 0; i < 20; i++) {
            Orders.put("breaker", "b" + i);
        }

        Response response = Orders.put("breaker", "b20");

        assertThat(response.jsonPath().getString("reason")).isEqualTo("CIRCUIT_OPEN");
        assertThat(response.header("Retry-After")).isNotNull();
        assertThat(api.asked("/breaker")).hasSize(20);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "403, BANNED, 1",
        "418, BANNED, 1",
        "404, REQUEST_REFUSED, 1",
        "500, SERVER_ERROR, 2",
        "429, RATE_LIMITED, 2"
    })
    void asksAgainOnlyWhereThatMayHelp(int status, String reason, int requests) {
        api.answers("/patient", Reply.status(status));

        Response response = Orders.put("patient", "again-" + status);

        assertThat(response.jsonPath().getString("reason")).isEqualTo(reason);
        assertThat(api.asked("/patient")).hasSize(requests);
    }

    @Test
    void waitsBeforeItAsksAgain() {
        List<Long> times = new CopyOnWriteArrayList<>();
        api.answers("/patient", asked -> {
            times.add(System.nanoTime());
            return Reply.status(500);
        });

        Orders.put("patient", "not-at-once");

        assertThat(times).hasSize(2);
        assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(490));
    }

    @Test
    void readsNoMoreOfABodyThanTheLimit() {
        AtomicLong written = new AtomicLong();
        api.answers("/patient", Reply.ok(stream -> {
            while (true) {
                stream.write(" ".repeat(8_192).getBytes(StandardCharsets.UTF_8));
                written.addAndGet(8_192);
            }
        }));

        Response response = Orders.put("patient", "endless");

        assertThat(response.jsonPath().getString("reason")).isEqualTo("BODY_TOO_LARGE");
        assertThat(written).hasValueLessThan(64L * 1024 * 1024);
    }

    @Test
    void unpacksAGzippedAnswer() {
        api.answers(
                "/each",
                Reply.ok(stream -> {
                            GZIPOutputStream gzip = new GZIPOutputStream(stream);
                            gzip.write(BODY.getBytes(StandardCharsets.UTF_8));
                            gzip.finish();
                        })
                        .with("Content-Encoding", "gzip"));

        assertThat(Orders.put("each", "gzipped").jsonPath().getInt("readings")).isEqualTo(2);
    }

    @Test
    void followsARedirectOnTheSameHostButNotForEver() {
        api.answers("/each", Reply.status(302).with("Location", "/moved"));
        api.answers("/moved", Reply.ok(BODY));
        Response moved = Orders.put("each", "moved");
        api.answers("/moved", Reply.status(302).with("Location", "/moved"));

        Response round = Orders.put("each", "round");

        assertThat(moved.jsonPath().getString("state")).as(moved.asString()).isEqualTo("STORED");
        assertThat(round.jsonPath().getString("reason")).isEqualTo("REDIRECT_REFUSED");
        assertThat(round.jsonPath().getString("detail")).contains("again and again");
    }

    private static List<Response> atOnce(String source, String... ids) {
        return Stream.of(ids).map(id -> CompletableFuture.supplyAsync(() -> Orders.put(source, id))).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static String header(Asked asked, String name) {
        return String.join(",", asked.headers().getOrDefault(name, List.of()));
    }
}
