package io.tideline.local.airflow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tideline.local.application.Users;
import io.tideline.local.folder.Secrets;
import io.tideline.local.process.Command;
import io.tideline.local.server.Postgres;
import io.tideline.local.server.Site;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The home of one stack's Airflow: what its processes share, and its metadata in PostgreSQL. */
public final class AirflowHome {
    /** Its user and database in PostgreSQL. */
    public static final String DATABASE = "airflow";
    /** Its own administrator. */
    public static final String ADMIN = "admin";

    /** Settings of the caller's Python would reach into the virtual environment. */
    private static final List<String> CLEAN =
            List.of("env", "-u", "PYTHONDONTWRITEBYTECODE", "-u", "PYTHONPATH", "-u", "PYTHONHOME");
    /** Makes the process the leader of a group, so that its workers can be found when it dies. */
    private static final String LEAD_GROUP = "import os,sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";

    private static final int KEY_BYTES = 32;

    private final Site site;
    private final Path environment;
    private final int port;
    private final Postgres postgres;
    private final URI fetcher;
    private final Map<String, String> more;

    /** The environment is the virtual one; more is added to the variables of every process. */
    public AirflowHome(
            Site site, Path environment, int port, Postgres postgres, URI fetcher, Map<String, String> more) {
        this.site = site;
        this.environment = environment;
        this.port = port;
        this.postgres = postgres;
        this.fetcher = fetcher;
        this.more = Map.copyOf(more);
    }

    URI url() {
        return URI.create("http://" + Site.HOST + ":" + port);
    }

    /** A process of Airflow; the metadata are brought up to date before the first. */
    Command command(String part, String... words) throws IOException, InterruptedException {
        migrate();
        List<String> line = new ArrayList<>(CLEAN);
        line.addAll(List.of(program("python"), "-c", LEAD_GROUP, program("airflow")));
        line.addAll(Arrays.asList(words));
        return Command.leadingGroup(line, variables(), folder(), site.folder().log(part));
    }

    private synchronized void migrate() throws IOException, InterruptedException {
        String wanted = Files.readString(environment.resolve("content"));
        Path done = folder().resolve("migrated-for");
        if (Files.exists(done) && Files.readString(done).equals(wanted)) return;
        writePasswords();
        List<String> line = new ArrayList<>(CLEAN);
        line.addAll(List.of(program("airflow"), "db", "migrate"));
        Path log = site.folder().log("airflow-migration");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(variables());
        if (builder.start().waitFor() != 0) throw new IOException("airflow db migrate failed; see " + log);
        Files.writeString(done, wanted);
    }

    private void writePasswords() throws IOException {
        String json = JsonMapper.builder()
                .build()
                .writeValueAsString(Map.of(ADMIN, secrets().password("airflow-admin")));
        secrets().write("airflow-passwords.json", json);
    }

    private Map<String, String> variables() throws IOException {
        Map<String, String> all = new TreeMap<>(more);
        all.put("AIRFLOW_HOME", folder().toString());
        all.put(
                "AIRFLOW__CORE__DAGS_FOLDER",
                site.checkout().file("airflow/dags").toString());
        all.put("AIRFLOW__CORE__LOAD_EXAMPLES", "false");
        all.put("AIRFLOW__CORE__EXECUTOR", "LocalExecutor");
        all.put("AIRFLOW__CORE__PARALLELISM", "2");
        all.put("AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION", "false");
        // The default asks DNS.
        all.put("AIRFLOW__CORE__HOSTNAME_CALLABLE", "socket.gethostname");
        all.put("AIRFLOW__CORE__FERNET_KEY", secrets().key("airflow-fernet-key", KEY_BYTES, Base64.getUrlEncoder()));
        all.put("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS", ADMIN + ":admin");
        all.put(
                "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE",
                secrets().file("airflow-passwords.json").toString());
        all.put("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", url() + "/execution/");
        all.put("AIRFLOW__API__HOST", Site.HOST);
        all.put("AIRFLOW__API__PORT", Integer.toString(port));
        all.put("AIRFLOW__API__BASE_URL", url().toString());
        all.put("AIRFLOW__API__WORKERS", "1");
        all.put("AIRFLOW__API__SECRET_KEY", secrets().key("airflow-secret-key", KEY_BYTES, Base64.getUrlEncoder()));
        all.put(
                "AIRFLOW__API_AUTH__JWT_SECRET",
                secrets().key("airflow-jwt-secret", KEY_BYTES, Base64.getUrlEncoder()));
        all.put("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", database());
        all.put("AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES", "1");
        all.put("AIRFLOW__LOGGING__COLORED_CONSOLE_LOG", "false");
        all.put("AIRFLOW_CONN_TIDELINE_FETCHER", connection());
        all.put("no_proxy", noProxy());
        return all;
    }

    private String database() throws IOException {
        String password = URLEncoder.encode(postgres.password(DATABASE), StandardCharsets.UTF_8);
        return "postgresql+psycopg2://%s:%s@%s/%s".formatted(DATABASE, password, postgres.address(), DATABASE);
    }

    private String connection() throws IOException {
        Map<String, Object> connection = Map.of(
                "conn_type",
                "http",
                "schema",
                "http",
                "host",
                fetcher.getHost(),
                "port",
                fetcher.getPort(),
                "login",
                Users.AIRFLOW,
                "password",
                new Users(secrets()).password(Users.AIRFLOW));
        return JsonMapper.builder().build().writeValueAsString(connection);
    }

    private static String noProxy() {
        String own = Site.HOST + ",localhost";
        String known = System.getenv("no_proxy");
        return known == null ? own : known + "," + own;
    }

    private Secrets secrets() {
        return site.folder().secrets();
    }

    private String program(String name) {
        return environment.resolve("bin").resolve(name).toString();
    }

    private Path folder() throws IOException {
        return site.folder().data("airflow");
    }
}
