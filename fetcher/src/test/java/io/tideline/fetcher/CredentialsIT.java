package io.tideline.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.ScriptedApi;
import io.tideline.fetcher.stack.ScriptedApi.Asked;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a source knows its caller. */
@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class CredentialsIT {
    private static final String BODY = """
            {"id": "a", "time": "2026-11-21T00:00:00Z", "temperature": 1}""";

    private final ScriptedApi api = Servers.api();

    @BeforeEach
    void forget() {
        api.forget();
    }

    @Test
    void sendsATokenAUserWithPasswordOrAKeyInTheQuery() {
        List.of("/bearer", "/basic", "/key").forEach(path -> api.answers(path, Reply.ok(BODY)));

        Orders.put("bearer", "known-1");
        Orders.put("basic", "known-2");
        Orders.put("key", "known-3");

        String pair =
                Base64.getEncoder().encodeToString(("tideline:" + Servers.PUSH_TOKEN).getBytes(StandardCharsets.UTF_8));
        assertThat(header(asked("/bearer"), "Authorization")).containsExactly("Bearer " + Servers.PUSH_TOKEN);
        assertThat(header(asked("/basic"), "Authorization")).containsExactly("Basic " + pair);
        assertThat(asked("/key").query()).isEqualTo("from=2026-11-23T10:00:00&appid=" + Servers.KEY);
        assertThat(header(asked("/key"), "Authorization")).isEmpty();
        assertThat(header(asked("/key"), "User-agent"))
                .as("the file says who calls, instead of the fetcher")
                .containsExactly("Tideline-fetcher (ops@example.org)");
    }

    @Test
    void tellsNoSecretWhenARequestFails() {
        api.answers("/key", Reply.status(500));
        Response refused = Orders.put("key", "secret-1");
        api.answers("/key", Reply.status(302).with("Location", "http://example.org/"));
        Response redirected = Orders.put("key", "secret-2");
        api.answers("/key", Reply.ok("<html>").after(100));
        Response unreadable = Orders.put("key", "secret-3");
        api.answers("/key", asked -> new Reply(404, "Cannot GET /key?" + asked.query(), Map.of(), 0));
        Response repeated = Orders.put("key", "secret-4");

        assertThat(repeated.jsonPath().getString("detail"))
                .contains("Cannot GET /key?from=")
                .contains("appid=***");
        assertThat(List.of(refused, redirected, unreadable, repeated)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.asString()).doesNotContain(Servers.KEY).doesNotContain(Servers.KEY_IN_A_QUERY);
        });
        await().untilAsserted(() ->
                assertThat(Servers.log()).anyMatch(line -> line.contains("fetchId=secret-4 reason=REQUEST")));
        assertThat(Servers.log()).noneMatch(line -> line.contains(Servers.KEY));
        assertThat(Servers.log()).noneMatch(line -> line.contains(Servers.KEY_IN_A_QUERY));
        assertThat(Servers.log()).noneMatch(line -> line.contains(Servers.PUSH_TOKEN));
    }

    private Asked asked(String path) {
        assertThat(api.asked(path)).hasSize(1);
        return api.asked(path).get(0);
    }

    private static List<String> header(Asked asked, String name) {
        return asked.headers().getOrDefault(name, List.of());
    }
}
