package io.tideline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.local.servers.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/compose.yaml} under all of its overlays that can stand together: Kafka without ZooKeeper, TLS, a way out for real sources; and Prometheus. */
@WithContainers
class ComposeOverlaysIT {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static ComposeProject project;
    private static HttpClient trusting;

    @BeforeAll
    static void up(@TempDir Path folder) throws Exception {
        // Not the folder of the secrets: a service reads in this one.
        Path tls = Files.createDirectory(folder.resolve("tls"));
        SelfSigned own = SelfSigned.in(tls);
        Files.copy(own.certificate(), tls.resolve("ca.crt"));
        trusting = HttpClient.newBuilder().sslContext(own.trusting()).build();
        project = ComposeProject.in(folder, "compose.kraft.yaml", "compose.tls.yaml", "compose.live-sources.yaml");
        project.set("TIDELINE_TLS", tls.toString());
        project.up();
    }

    @AfterAll
    static void down() {
        if (project != null) project.close();
    }

    @Test
    void aFetchThatAirflowOrdersOverTlsBecomesAnAlertThatIsReadOverTls() {
        URI firing =
                URI.create("https://localhost:" + project.page("TIDELINE_PORT").getPort() + "/alerts?state=FIRING");

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(read(firing).path("items")).isNotEmpty());

        assertThat(project.containers("zookeeper")).isEmpty();
    }

    @Test
    void thePortOfThePagesSpeaksNothingButTls() {
        HttpRequest plain =
                HttpRequest.newBuilder(project.page("TIDELINE_PORT")).build();

        assertThat(failure(plain)).isNotNull();
    }

    @Test
    void prometheusReadsEveryService() throws Exception {
        project.upAlone("prometheus");

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            JsonNode targets = read(project.page("PROMETHEUS_PORT").resolve("/api/v1/targets"))
                    .path("data")
                    .path("activeTargets");
            assertThat(targets.findValuesAsText("health")).hasSize(3).containsOnly("up");
        });
        List<String> rules =
                read(project.page("PROMETHEUS_PORT").resolve("/api/v1/rules")).findValuesAsText("health");
        assertThat(rules).isNotEmpty().doesNotContain("err");
    }

    private static @Nullable Throwable failure(HttpRequest request) {
        try {
            trusting.send(request, HttpResponse.BodyHandlers.discarding());
            return null;
        } catch (IOException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static JsonNode read(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                trusting.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }
}
