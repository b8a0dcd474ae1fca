package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private HttpServer fetcher;

    @BeforeEach
    void listen() throws IOException {
        fetcher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        fetcher.createContext("/sources", exchange -> {
                    byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                })
                .setAuthenticator(new BasicAuthenticator("fetcher") {
                    @Override
                    public boolean checkCredentials(String user, String password) {
                        return user.equals("alert-api") && password.equals("p:w");
                    }
                });
        fetcher.start();
    }

    @AfterEach
    void hangUp() {
        fetcher.stop(0);
    }

    @Test
    void asksAFetcherThatIsNotOpenToEverybodyUnderItsName() {
        Part part = part(Optional.of("alert-api"), Optional.of("p:w"));

        assertThat(part.get("/sources").await().atMost(PATIENCE).isArray()).isTrue();
    }

    @Test
    void asksWithoutANameWhereNoneIsConfigured() {
        Part part = part(Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> part.get("/sources").await().atMost(PATIENCE)).hasMessageContaining("answered 401");
    }

    private Part part(Optional<String> user, Optional<String> password) {
        URI address = URI.create("http://127.0.0.1:" + fetcher.getAddress().getPort());
        return Part.fetcher(new Settings(Optional.of(address), user, password), new ObjectMapper())
                .orElseThrow();
    }

    /** Where the fetcher is, and nothing else. */
    private record Settings(Optional<URI> fetcherUrl, Optional<String> fetcherUser, Optional<String> fetcherPassword)
            implements ControlConfig {

        @Override
        public Optional<URI> sparkMasterUrl() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> sparkUiUrl() {
            return Optional.empty();
        }

        @Override
        public Optional<URI> airflowUrl() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> zookeeper() {
            return Optional.empty();
        }

        @Override
        public Optional<String> airflowUser() {
            return Optional.empty();
        }

        @Override
        public Optional<String> airflowPassword() {
            return Optional.empty();
        }

        @Override
        public URI registryUrl() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }
    }
}
