package io.tideline.api;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Kafka, the registry and Cassandra for all tests of this module, started once; a driver of the job that is none; and two users with passwords of this run. */
public final class Stack implements QuarkusTestResourceLifecycleManager {

    public static final String OPERATOR_PASSWORD = UUID.randomUUID().toString();
    public static final String VIEWER_PASSWORD = UUID.randomUUID().toString();

    private final FakeDriver driver = new FakeDriver();

    /** The variables of docs/architecture.md for the servers, which are started by the first call. */
    @SuppressWarnings("unchecked")
    public static Map<String, String> environment() {
        return (Map<String, String>) call("environment");
    }

    /** Ends KAFKA, REGISTRY or CASSANDRA as a crash would. */
    public static void kill(String server) {
        call("kill", server);
    }

    public static void startAgain(String server) {
        call("startAgain", server);
    }

    private static Object call(String method, String... arguments) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader plain = ClassLoader.getSystemClassLoader();
        thread.setContextClassLoader(plain);
        try {
            Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {String.class};
            return Class.forName("io.tideline.api.SharedServers", true, plain)
                    .getMethod(method, types)
                    .invoke(null, (Object[]) arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(environment());
        configuration.put("TIDELINE_USERS_FILE", users().toString());
        configuration.put(
                "tideline.watch.enabled", "false"); // one watches the servers of all tests: see PipelineAlertsIT
        configuration.put("TIDELINE_SPARK_UI_URL", driver.url().toString());
        configuration.put("tideline.live.heartbeat", "1s");
        configuration.put("tideline.live.clients-per-address", "40");
        return configuration;
    }

    @Override
    public void stop() {
        driver.close();
    }

    /** A file with the two users. */
    static Path users() {
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
