package io.tideline.local.servers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tideline.local.deployment.Tables;
import io.tideline.local.servers.LocalServers.Server;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersIT {
    private static LocalServers servers;

    @BeforeAll
    static void start() {
        servers = LocalServers.start(Server.KAFKA, Server.REGISTRY, Server.CASSANDRA);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void createsTheDeclaredTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", variable("KAFKA_BOOTSTRAP_SERVERS")))) {
            assertThat(admin.listTopics().names().get()).contains("readings", "flags", "alerts", "readings-rejected");
        }
    }

    @Test
    void registersTheSchemasUnderFullTransitiveCompatibility() throws Exception {
        String rule = get("/groups/default/artifacts/readings-value/rules/COMPATIBILITY");
        String versions = get("/groups/default/artifacts");

        assertThat(rule).contains("FULL_TRANSITIVE");
        assertThat(versions).contains("readings-value", "flags-value", "alerts-value");
    }

    @Test
    void seedsTheRules() {
        try (CqlSession session = cassandra()) {
            var rule = session.execute("SELECT * FROM tideline.rule WHERE bucket = 0 AND rule_id = 'heat'")
                    .one();

            assertThat(rule).isNotNull();
            assertThat(rule.getInt("version")).isEqualTo(1);
            assertThat(rule.getString("definition")).contains("\"condition\":{\"kind\":\"threshold\",\"above\":100");
        }
    }

    @Test
    void aTableGetsTheTimeToLiveThatIsDeclaredNow(@TempDir Path folder) throws Exception {
        Path declared = folder.resolve("schema.cql");
        String table = "CREATE TABLE IF NOT EXISTS tideline.kept (id int PRIMARY KEY)";
        try (CqlSession session = cassandra()) {
            for (String option : List.of(" WITH default_time_to_live = 60;", " WITH default_time_to_live = 5;", ";")) {
                Files.writeString(declared, table + option);
                Tables.read(declared).create(session);

                assertThat(secondsToLive(session)).as(option).isEqualTo(option.replaceAll("\\D", ""));
            }
        }
    }

    private static String secondsToLive(CqlSession session) {
        int seconds = requireNonNull(session.execute(
                                "SELECT default_time_to_live FROM system_schema.tables WHERE keyspace_name = 'tideline' AND table_name = 'kept'")
                        .one())
                .getInt(0);
        return seconds == 0 ? "" : Integer.toString(seconds);
    }

    private static CqlSession cassandra() {
        String[] point = variable("TIDELINE_CASSANDRA_CONTACT_POINTS").split(":", 2);
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(point[0], Integer.parseInt(point[1])))
                .withLocalDatacenter(variable("TIDELINE_CASSANDRA_DATACENTER"))
                .withConfigLoader(Tables.patientDriver())
                .build();
    }

    @Test
    void keepsDataAndPortWhenKilledAndStartedAgain() throws Exception {
        execute("CREATE TABLE kept AS SELECT 42 AS answer");

        servers.kill(Server.POSTGRES);
        servers.startAgain(Server.POSTGRES);

        assertThat(execute("SELECT answer FROM kept")).isTrue();
        // The registry notices on its next queries that its old connections are gone.
        await().atMost(Duration.ofSeconds(30)).until(() -> get("/groups").contains("\"groups\""));
    }

    @Test
    void startsABrokerAgainThatWasKilled() throws Exception {
        servers.kill(Server.KAFKA);
        servers.startAgain(Server.KAFKA);

        createsTheDeclaredTopics();
    }

    @Test
    void startsABrokerAgainAtOnceThatWasKilledTogetherWithItsZooKeeper() throws Exception {
        servers.kill(Server.KAFKA);
        servers.kill(Server.ZOOKEEPER);
        servers.startAgain(Server.ZOOKEEPER);
        servers.startAgain(Server.KAFKA);

        createsTheDeclaredTopics();
    }

    private static String variable(String name) {
        return requireNonNull(servers.environment().get(name), name);
    }

    private static String get(String path) throws Exception {
        URI uri = URI.create(variable("TIDELINE_REGISTRY_URL") + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static boolean execute(String sql) throws SQLException {
        String url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        variable("TIDELINE_POSTGRES_HOST"),
                        variable("TIDELINE_POSTGRES_PORT"),
                        variable("TIDELINE_POSTGRES_DATABASE"));
        try (Connection connection = DriverManager.getConnection(
                url, variable("TIDELINE_POSTGRES_USER"), variable("TIDELINE_POSTGRES_PASSWORD"))) {
            return connection.createStatement().execute(sql);
        }
    }
}
