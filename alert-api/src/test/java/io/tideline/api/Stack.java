package io.tideline.api;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Kafka, the registry and Cassandra for all tests of this module, started once; and two users with passwords of this run. */
public final class Stack implements QuarkusTestResourceLifecycleManager {

    public static final String OPERATOR_PASSWORD = UUID.randomUUID().toString();
    public static final String VIEWER_PASSWORD = UUID.randomUUID().toString();

    private static LocalServers servers;

    public static synchronized LocalServers servers() {
        if (servers == null) {
            servers = LocalServers.start(Server.KAFKA, Server.REGISTRY, Server.CASSANDRA);
        }
        return servers;
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(servers().environment());
        configuration.put("TIDELINE_USERS_FILE", users().toString());
        configuration.put("tideline.live.heartbeat", "1s");
        configuration.put("tideline.live.clients-per-address", "40");
        return configuration;
    }

    @Override
    public void stop() {}

    private static Path users() {
        try {
            Path file = Files.createTempFile("tideline-users", ".properties");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    "# users of a test\nolga=" + hash(OPERATOR_PASSWORD) + ",operator,viewer\nvera="
                            + hash(VIEWER_PASSWORD) + ",viewer\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String password) {
        return BCrypt.withDefaults().hashToString(6, password.toCharArray());
    }
}
