package io.tideline.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.ScriptedApi;
import io.tideline.fetcher.stack.ScriptedApi.Asked;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
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
                        ? new Reply(304, "", java.util.Map.of(), 0)
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
    void keepsToItsRequestsPerSecond() {
        api.answers("/slow", Reply.ok(BODY));
        long start = System.nanoTime();

        Response response = Orders.put("slow", "s1");

        assertThat(response.jsonPath().getInt("readings"))
                .as(response.asString())
                .isEqualTo(6);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));
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

    private static String header(Asked asked, String name) {
        return String.join(",", asked.headers().getOrDefault(name, List.of()));
    }
}
