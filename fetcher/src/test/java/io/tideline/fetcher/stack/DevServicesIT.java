package io.tideline.fetcher.stack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfSystemProperty(
        named = "tideline.containers",
        matches = "true",
        disabledReason =
                "The containers are tried with -Pcontainers; it needs Docker, and the images of deploy/dev/compose.yaml.")
class DevServicesIT {
    private static final String PROJECT =
            "tideline-it-" + ProcessHandle.current().pid();

    @Test
    void haveWhatTheApplicationsNeedAndLeaveNothing() throws Exception {
        Map<String, String> environment;
        try (DevServices servers = DevServices.start(PROJECT, "alert-api")) {
            environment = servers.environment();

            assertThat(leftOver("ps", "--all")).isNotEmpty();
            assertThat(makesATable(environment)).isTrue();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", environment.get("KAFKA_BOOTSTRAP_SERVERS")))) {
                assertThat(admin.listTopics().names().get()).contains("readings", "readings-rejected");
            }
            List<String> schemas = given().get(environment.get("TIDELINE_REGISTRY_URL") + "/search/artifacts")
                    .jsonPath()
                    .getList("artifacts.artifactId");
            assertThat(schemas).contains("readings-value");
            String[] node = environment.get("TIDELINE_CASSANDRA_CONTACT_POINTS").split(":");
            try (CqlSession session = CqlSession.builder()
                    .addContactPoint(new InetSocketAddress(node[0], Integer.parseInt(node[1])))
                    .withLocalDatacenter("datacenter1")
                    .build()) {
                assertThat(session.execute("SELECT * FROM tideline.rule")).isNotEmpty();
            }
        }

        assertThat(leftOver("ps", "--all")).isEmpty();
        assertThat(leftOver("volume", "ls")).isEmpty();
        assertThat(leftOver("network", "ls")).isEmpty();
        assertThatThrownBy(() -> makesATable(environment)).hasMessageContaining("refused");
    }

    @Test
    void areNotHereWhereAnImageIsNot(@TempDir Path folder) throws IOException {
        String images = Files.readString(DevServices.IMAGES);
        Path missing = Files.writeString(
                folder.resolve("images"), images.replaceFirst("KAFKA_IMAGE=.*", "KAFKA_IMAGE=tideline/none:1"));

        assertThat(DevServices.areHere(DevServices.IMAGES)).isTrue();
        assertThat(DevServices.areHere(missing)).isFalse();
    }

    /** Whether PostgreSQL lets the fetcher make a table. */
    private static boolean makesATable(Map<String, String> environment) throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + environment.get("TIDELINE_POSTGRES_PORT") + "/tideline",
                        environment.get("TIDELINE_POSTGRES_USER"),
                        environment.get("TIDELINE_POSTGRES_PASSWORD"));
                var statement = connection.createStatement()) {
            return statement.executeUpdate("CREATE TABLE mine ()") == 0;
        }
    }

    /** Ids of what the project has. */
    private static List<String> leftOver(String... command) throws IOException {
        ProcessBuilder docker = new ProcessBuilder("docker");
        docker.command().addAll(List.of(command));
        docker.command().addAll(List.of("--quiet", "--filter", "label=com.docker.compose.project=" + PROJECT));
        Process process = docker.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
