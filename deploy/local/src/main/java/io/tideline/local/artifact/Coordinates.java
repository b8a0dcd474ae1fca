package io.tideline.local.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.eclipse.aether.artifact.DefaultArtifact;

/** What each server is made of: {@code group:artifact[:extension[:classifier]]:version}, from {@code servers.properties}. */
public final class Coordinates {
    private static final Properties SERVERS = load();

    private Coordinates() {}

    /** All coordinates of a server, with their dependencies to be resolved together. */
    public static List<String> of(String server) {
        String value = SERVERS.getProperty(server);
        if (value == null) throw new IllegalArgumentException("no coordinates for " + server);
        return List.of(value.split("\\s*,\\s*"));
    }

    /** Groups that a server must not bring along, such as a second logging binding. */
    public static Set<String> excludedGroups(String server) {
        return Set.of(SERVERS.getProperty(server + ".without", "none").split("\\s*,\\s*"));
    }

    /** The version of the first artifact of a server. */
    public static String versionOf(String server) {
        return new DefaultArtifact(of(server).get(0)).getVersion();
    }

    /** The version of Tideline itself. */
    public static String projectVersion() {
        return SERVERS.getProperty("tideline");
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Coordinates.class.getResourceAsStream("servers.properties")) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("servers.properties is not readable", e);
        }
    }
}
