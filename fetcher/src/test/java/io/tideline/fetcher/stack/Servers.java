package io.tideline.fetcher.stack;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Real servers under the fetcher of an integration test, a scripted API beside it, and two users. */
public final class Servers implements QuarkusTestResourceLifecycleManager {
    public static final String OPERATOR = "olga";
    public static final String VIEWER = "victor";
    public static final String PASSWORD = "only-for-tests";

    public static final String PUSH_TOKEN = "only-for-pushes";

    private static @Nullable ServersProcess running;
    private static @Nullable ScriptedApi scripted;

    @Override
    public Map<String, String> start() {
        ServersProcess servers = ServersProcess.start();
        ScriptedApi api = new ScriptedApi();
        running = servers;
        scripted = api;
        Map<String, String> settings = new HashMap<>(servers.environment());
        settings.put("API", api.url());
        settings.put("PUSH_TOKEN", PUSH_TOKEN);
        settings.put("tideline.sources.file", "src/test/resources/sources.yaml");
        settings.put("tideline.users.file", users().toString());
        return settings;
    }

    @Override
    public void stop() {
        if (scripted != null) scripted.close();
        if (running != null) running.close();
    }

    public static ScriptedApi api() {
        if (scripted == null) {
            throw new IllegalStateException("The test lacks @QuarkusTestResource(Servers.class)");
        }
        return scripted;
    }

    /** Where the servers are, in the variables of docs/architecture.md. */
    public static String address(String variable) {
        if (running == null) {
            throw new IllegalStateException("The test lacks @QuarkusTestResource(Servers.class)");
        }
        return String.valueOf(running.environment().get(variable));
    }

    public static Path users() {
        try {
            Path file = Files.createTempFile("users", "");
            file.toFile().deleteOnExit();
            return Files.write(file, List.of(user(OPERATOR, "viewer,operator"), user(VIEWER, "viewer")));
        } catch (IOException e) {
            throw new UncheckedIOException("The users file cannot be written", e);
        }
    }

    private static String user(String name, String roles) {
        return name + "=" + BCrypt.withDefaults().hashToString(4, PASSWORD.toCharArray()) + "," + roles;
    }
}
