package io.tideline.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.tideline.fetcher.stack.FetcherProcess;
import io.tideline.fetcher.stack.Servers;
import io.tideline.local.port.FreePorts;
import io.tideline.local.servers.SelfSigned;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, switched on as the overlay of the containers does it. */
@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class TlsIT {
    @TempDir
    Path folder;

    @Test
    void speaksTlsWithTheCertificateThatTheOverlayNames() throws Exception {
        SelfSigned own = SelfSigned.in(folder);
        int port = new FreePorts().next();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/sources"))
                .build();
        HttpClient trusting = HttpClient.newBuilder().sslContext(own.trusting()).build();
        Map<String, String> environment = new HashMap<>(Servers.environment());
        environment.putAll(own.overlay(port));

        try (FetcherProcess fetcher = FetcherProcess.start(environment)) {
            assertThat(trusting.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(fetcher.get("/q/health/ready").statusCode())
                    .as("plain HTTP, for health checks inside")
                    .isEqualTo(200);
        }
    }
}
