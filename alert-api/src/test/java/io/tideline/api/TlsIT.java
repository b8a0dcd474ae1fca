package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.local.port.FreePorts;
import io.tideline.local.servers.SelfSigned;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, switched on as the overlay of the containers does it. */
class TlsIT {

    @TempDir
    Path folder;

    @Test
    void speaksTlsWithTheCertificateThatTheOverlayNames() throws Exception {
        SelfSigned own = SelfSigned.in(folder);
        int port = new FreePorts().next();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/alerts"))
                .build();
        HttpClient trusting = HttpClient.newBuilder().sslContext(own.trusting()).build();

        try (Replica replica = Replica.start("tls", Stack.environment(), own.overlay(port))) {
            assertThat(trusting.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(trusting.send(
                                    HttpRequest.newBuilder(replica.uri("/q/health/ready"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .as("plain HTTP, for health checks inside")
                    .isEqualTo(200);
        }
    }
}
