package io.tideline.api;

import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.util.Map;

/**
 * The servers of all tests of this JVM. Used through {@link Stack} only, which loads this class with the system class loader:
 * Quarkus tests have class loaders of their own, and must neither start servers again nor mix their Maven classes with Quarkus's.
 */
public final class SharedServers {

    private static LocalServers servers;

    private SharedServers() {}

    public static synchronized Map<String, String> environment() {
        if (servers == null) {
            servers = LocalServers.start(Server.KAFKA, Server.REGISTRY, Server.CASSANDRA);
        }
        return servers.environment();
    }

    public static synchronized void kill(String server) {
        servers.kill(Server.valueOf(server));
    }

    public static synchronized void startAgain(String server) {
        servers.startAgain(Server.valueOf(server));
    }
}
