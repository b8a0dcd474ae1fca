package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.tideline.fetcher.stack.Orders;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.tideline.fetcher.stack.Stations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class AccessIT {
    /** Nobody else's address: the others must not wait for what fails here. */
    private static final String GUESSER = "127.0.0.77";

    @TestHTTPResource("/")
    URI fetcher;

    @Test
    void letsNobodyOrderAFetchWithoutTheRole() {
        assertThat(given().contentType("application/json")
                        .body("{}")
                        .put("/sources/stations/fetches/stranger")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().auth()
                        .preemptive()
                        .basic(Servers.VIEWER, Servers.PASSWORD)
                        .contentType("application/json")
                        .body("{}")
                        .put("/sources/stations/fetches/viewer")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void writesDownWhoOrderedWhat() {
        Servers.api().answers("/stations", Reply.ok(Stations.of("\"2026-10-05T10:00\"", "1", "2")));

        Orders.put("stations", "audited-1");

        await().untilAsserted(() -> assertThat(Servers.log())
                .anyMatch(line -> line.endsWith(
                        "audit user=" + Servers.OPERATOR + " action=ordered-fetch source=stations id=audited-1")));
    }

    @Test
    void makesAnAddressWaitAfterTenFailedLogins() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(login("wrong-" + i)).contains(" 401 ");
        }

        assertThat(login("wrong-again"))
                .contains(" 429 ")
                .containsIgnoringCase("retry-after: ")
                .contains("application/problem+json");
    }

    /** The head of the answer to an order with this password, sent from the guesser's address. */
    private String login(String password) throws IOException {
        String credentials = Base64.getEncoder()
                .encodeToString((Servers.OPERATOR + ":" + password).getBytes(StandardCharsets.UTF_8));
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(GUESSER), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fetcher.getPort()));
            socket.getOutputStream()
                    .write(("PUT /sources/stations/fetches/guess HTTP/1.1\r\nHost: fetcher\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 2\r\nAuthorization: Basic "
                                    + credentials + "\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
