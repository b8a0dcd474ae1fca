package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where not everybody may read, whoever has a role may; and the pages of another origin, where it is configured. */
class GuardedReadsIT {

    private static final List<String> READS = List.of("/", "/alerts", "/alerts/stream", "/live?topics=flags");

    private static final String WALL = "https://wall.example";

    private static Replica api;

    @BeforeAll
    static void start() {
        api = Replica.start(
                "guarded",
                Stack.environment(),
                Map.of(
                        "TIDELINE_READS",
                        "viewer",
                        "TIDELINE_USERS_FILE",
                        Stack.users().toString(),
                        "QUARKUS_HTTP_CORS_ENABLED",
                        "true",
                        "QUARKUS_HTTP_CORS_ORIGINS",
                        WALL));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void letsViewersAndOperatorsReadAndNobodyElse() throws IOException {
        for (String path : READS) {
            assertThat(status(path)).as(path).isEqualTo(401);
            assertThat(status(path, authorization("vera", "wrong"))).as(path).isEqualTo(401);
            assertThat(status(path, authorization("vera", Stack.VIEWER_PASSWORD)))
                    .as(path)
                    .isEqualTo(200);
            assertThat(status(path, authorization("olga", Stack.OPERATOR_PASSWORD)))
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void leavesHealthAndMetricsToWhoeverWatches() throws IOException {
        assertThat(status("/q/health/ready")).isEqualTo(200);
        assertThat(status("/q/metrics")).isEqualTo(200);
    }

    @Test
    void letsThePagesOfAConfiguredOriginReadAndNoOthers() throws IOException {
        String known = authorization("vera", Stack.VIEWER_PASSWORD);
        for (String path : List.of("/alerts", "/alerts/stream")) {
            assertThat(allowedOrigin(path, known, "Origin: " + WALL)).as(path).isEqualTo(WALL);
            assertThat(allowedOrigin(path, known, "Origin: https://elsewhere.example"))
                    .as(path)
                    .isEmpty();
        }
    }

    private static String allowedOrigin(String path, String... headers) throws IOException {
        return PlainHttp.get("127.0.0.1", api.uri(path), headers).header("access-control-allow-origin");
    }

    private static int status(String path, String... headers) throws IOException {
        return PlainHttp.get("127.0.0.1", api.uri(path), headers).status();
    }

    private static String authorization(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
