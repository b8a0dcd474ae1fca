package io.tideline.fetcher.stack;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Real servers under the fetcher of an integration test, a scripted API beside it, and two users. The servers are the local stack; for a test that names {@link #WHICHEVER},
 * Docker's where it has the images of dev mode.
 */
public final class Servers implements QuarkusTestResourceLifecycleManager {
    /** An argument of the resource, "true" or "false". */
    public static final String WHICHEVER = "whichever";

    public static final String OPERATOR = "olga";
    public static final String VIEWER = "victor";
    public static final String PASSWORD = "only-for-tests";

    public static final String PUSH_TOKEN = "only-for-pushes";
    /** Of the source "key": what a query, or a template of one, would read in another way. */
    public static final String KEY = "k{ey}%41+1";

    public static final String KEY_IN_A_QUERY = "k%7Bey%7D%2541%2B1";

    private static @Nullable ServersProcess running;
    private static @Nullable ScriptedApi scripted;
    private static @Nullable Pool database;

    private boolean whichever;

    @Override
    public void init(Map<String, String> arguments) {
        whichever = Boolean.parseBoolean(arguments.get(WHICHEVER));
    }

    @Override
    public Map<String, String> start() {
        ServersProcess servers = whichever ? ServersProcess.startWhichever() : ServersProcess.start();
        ScriptedApi api = new ScriptedApi();
        running = servers;
        scripted = api;
        Map<String, String> settings = new HashMap<>(servers.environment());
        settings.put("API", api.url());
        settings.put("PUSH_TOKEN", PUSH_TOKEN);
        settings.put("QUERY_KEY", KEY);
        settings.put(
                "tideline.sources.file",
                Path.of("src/test/resources/sources.yaml").toAbsolutePath().toString());
        settings.put("tideline.users.file", users().toString());
        // Who orders fetches is the test, whatever dev mode has.
        settings.put("tideline.scheduler", "airflow");
        return settings;
    }

    @Override
    public void stop() {
        if (database != null) database.closeAndAwait();
        database = null;
        if (scripted != null) scripted.close();
        if (running != null) running.close();
    }

    public static ScriptedApi api() {
        if (scripted == null) {
            throw new IllegalStateException("The test lacks @WithTestResource(Servers.class)");
        }
        return scripted;
    }

    /** Where the servers are, in the variables of docs/architecture.md. */
    public static String address(String variable) {
        if (running == null) {
            throw new IllegalStateException("The test lacks @WithTestResource(Servers.class)");
        }
        return String.valueOf(running.environment().get(variable));
    }

    /** What another fetcher over the same servers is told. */
    public static Map<String, String> environment() {
        if (running == null) {
            throw new IllegalStateException("The test lacks @WithTestResource(Servers.class)");
        }
        Map<String, String> environment = new HashMap<>(running.environment());
        environment.put("API", api().url());
        environment.put("PUSH_TOKEN", PUSH_TOKEN);
        environment.put("QUERY_KEY", KEY);
        environment.put("TIDELINE_SOURCES_FILE", "src/test/resources/sources.yaml");
        environment.put("TIDELINE_USERS_FILE", users().toString());
        return environment;
    }

    /** Connections to PostgreSQL, as the fetcher has them. */
    public static synchronized Pool pool() {
        if (database == null) {
            PgConnectOptions options = new PgConnectOptions()
                    .setHost(address("TIDELINE_POSTGRES_HOST"))
                    .setPort(Integer.parseInt(address("TIDELINE_POSTGRES_PORT")))
                    .setDatabase(address("TIDELINE_POSTGRES_DATABASE"))
                    .setUser(address("TIDELINE_POSTGRES_USER"))
                    .setPassword(address("TIDELINE_POSTGRES_PASSWORD"));
            database = Pool.newInstance(PgBuilder.pool()
                    .with(new PoolOptions().setMaxSize(2))
                    .connectingTo(options)
                    .build());
        }
        return database;
    }

    /** What the fetcher of the test has written into its log. */
    public static List<String> log() {
        try {
            return Files.readAllLines(Path.of("target", "quarkus.log"));
        } catch (IOException e) {
            throw new UncheckedIOException("The log of the fetcher cannot be read", e);
        }
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
