package io.tideline.local.server;

import io.tideline.local.artifact.Artifacts;
import io.tideline.local.folder.Secrets;
import io.tideline.local.part.Part;
import io.tideline.local.process.Child.Signal;
import io.tideline.local.process.Command;
import io.tideline.local.process.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL with a database for each user; each owns the database of the same name and nothing else. */
public final class Postgres implements Part {
    public static final String NAME = "postgres";

    private static final String ADMIN = "postgres";

    private final Site site;
    private final int port;
    private final List<String> users;

    public Postgres(Site site, int port, List<String> users) {
        this.site = site;
        this.port = port;
        this.users = List.copyOf(users);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return Site.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** The password of a user, or of the administrator {@code postgres}. */
    public String password(String user) throws IOException {
        return site.folder().secrets().password("postgres-" + user);
    }

    /** The variables that lead a user to its database. */
    public Map<String, String> environment(String user) throws IOException {
        return Map.of(
                "TIDELINE_POSTGRES_HOST",
                Site.HOST,
                "TIDELINE_POSTGRES_PORT",
                Integer.toString(port),
                "TIDELINE_POSTGRES_DATABASE",
                user,
                "TIDELINE_POSTGRES_USER",
                user,
                "TIDELINE_POSTGRES_PASSWORD",
                password(user));
    }

    @Override
    public Command command() throws IOException, InterruptedException {
        Path folder = site.folder().data(NAME);
        Path data = folder.resolve("data");
        if (!Files.exists(data)) initialise(folder, data);
        List<String> words = new ArrayList<>(Unprivileged.prefix(folder));
        words.addAll(List.of(program("postgres"), "-D", data.toString()));
        settings().forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return new Command(
                words, Map.of("LC_ALL", "C"), Path.of("/"), site.folder().log(NAME));
    }

    @Override
    public boolean isReady() throws IOException {
        Probe.listens(port);
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void deploy() throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String user : users) createDatabase(statement, user);
        } catch (SQLException e) {
            throw new IOException("the databases cannot be created: " + e.getMessage(), e);
        }
    }

    /** The fast shutdown: it does not wait for clients to leave. */
    @Override
    public Signal stopSignal() {
        return Signal.INT;
    }

    private Map<String, Object> settings() {
        return Map.of(
                "port",
                port,
                "listen_addresses",
                Site.HOST,
                "unix_socket_directories",
                "",
                "shared_buffers",
                "64MB",
                "max_connections",
                200,
                "timezone",
                "UTC");
    }

    /** Finished in a folder of its own, so that an interrupted start leaves no half a database. */
    private void initialise(Path folder, Path data) throws IOException, InterruptedException {
        Path fresh = folder.resolve("fresh");
        Artifacts.deleteTree(fresh);
        Path password = folder.resolve("password");
        try {
            Secrets.write(password, password(ADMIN));
            List<String> words = new ArrayList<>(Unprivileged.prefix(folder));
            words.addAll(List.of(program("initdb"), "-D", fresh.toString()));
            words.addAll(List.of("--username=" + ADMIN, "--pwfile=" + password, "--auth=scram-sha-256"));
            words.addAll(
                    List.of("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--lc-messages=C"));
            run(words);
        } finally {
            Files.delete(password);
        }
        Files.move(fresh, data);
    }

    private void run(List<String> words) throws IOException, InterruptedException {
        Path log = site.folder().log(NAME);
        Files.createDirectories(log.getParent());
        Process process = new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (process.waitFor() != 0) throw new IOException("initdb failed; see " + log);
    }

    private String program(String name) throws IOException {
        return site.artifacts().unpacked(NAME).resolve("bin").resolve(name).toString();
    }

    private Connection connect() throws SQLException, IOException {
        String url = "jdbc:postgresql://" + address() + "/postgres?connectTimeout=5&socketTimeout=30";
        return DriverManager.getConnection(url, ADMIN, password(ADMIN));
    }

    private void createDatabase(Statement statement, String user) throws SQLException, IOException {
        if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = '" + user + "'")) {
            statement.execute("CREATE ROLE \"" + user + "\" LOGIN");
        }
        statement.execute("ALTER ROLE \"" + user + "\" PASSWORD '" + password(user) + "'");
        if (!exists(statement, "SELECT FROM pg_database WHERE datname = '" + user + "'")) {
            statement.execute("CREATE DATABASE \"" + user + "\" OWNER \"" + user + "\"");
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
