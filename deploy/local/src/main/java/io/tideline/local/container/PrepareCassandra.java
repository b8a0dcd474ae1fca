package io.tideline.local.container;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import io.tideline.local.deployment.Replication;
import io.tideline.local.deployment.Rules;
import io.tideline.local.deployment.Tables;
import io.tideline.local.server.Cassandra;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Tables, first rules and, where nodes ask who comes, a role for each service. A new Cassandra then has the superuser {@code cassandra} with a known password:
 * it is shut out as soon as the administrator of this deployment exists.
 */
@Command(name = "cassandra", description = "Makes tables, rules, roles and their permissions.")
final class PrepareCassandra implements Callable<Integer> {
    private static final String FIRST = "cassandra";
    private static final String ADMIN = "admin";
    private static final List<String> SERVICES = List.of("spark_job", "alert_api");

    @Option(names = "--host", defaultValue = "cassandra", description = "Default: cassandra.")
    private String host = "";

    @Option(names = "--port", defaultValue = "9042", description = "Default: 9042.")
    private int port;

    @Option(names = "--tables", required = true, description = "deploy/cassandra/schema.cql")
    private Path tables = Path.of("");

    @Option(names = "--roles", description = "deploy/cassandra/roles.cql. Default: nodes without passwords.")
    private @Nullable Path roles;

    @Option(names = "--rules", required = true, description = "deploy/rules.yaml")
    private Path rules = Path.of("");

    @Option(
            names = "--replicas",
            defaultValue = "1",
            description = "Nodes that hold each row. After a change: nodetool repair. Default: ${DEFAULT-VALUE}.")
    private int replicas;

    @Override
    public Integer call() throws IOException {
        Passwords passwords = new Passwords("CASSANDRA", System.getenv());
        try (CqlSession session = roles == null ? node().build() : administrator(passwords)) {
            Tables.read(tables).create(session);
            if (replicas > 1)
                for (String keyspace : List.of("tideline", "system_auth"))
                    new Replication(replicas).apply(session, keyspace, Cassandra.DATACENTER);
            Rules.read(rules).seed(session);
            if (roles != null) makeRoles(session, roles, passwords);
        }
        return 0;
    }

    private static void makeRoles(CqlSession session, Path roles, Passwords passwords) throws IOException {
        Tables.read(roles).create(session);
        for (String service : SERVICES) setPassword(session, service, passwords.of(service));
    }

    private CqlSession administrator(Passwords passwords) {
        try {
            return session(ADMIN, passwords.of(ADMIN));
        } catch (AllNodesFailedException e) {
            if (!isRefused(e)) throw e;
        }
        try (CqlSession first = session(FIRST, FIRST)) {
            first.execute("CREATE ROLE IF NOT EXISTS " + ADMIN + " WITH SUPERUSER = true AND LOGIN = false");
            setPassword(first, ADMIN, passwords.of(ADMIN));
        }
        CqlSession administrator = session(ADMIN, passwords.of(ADMIN));
        administrator.execute("ALTER ROLE " + FIRST + " WITH SUPERUSER = false AND LOGIN = false");
        return administrator;
    }

    private static boolean isRefused(AllNodesFailedException failure) {
        return failure.getAllErrors().values().stream()
                .flatMap(List::stream)
                .anyMatch(AuthenticationException.class::isInstance);
    }

    /** Statements about roles take no bound values. */
    private static void setPassword(CqlSession session, String role, String password) {
        session.execute(
                "ALTER ROLE " + role + " WITH PASSWORD = '" + password.replace("'", "''") + "' AND LOGIN = true");
    }

    private CqlSession session(String user, String password) {
        return node().withAuthCredentials(user, password).build();
    }

    private CqlSessionBuilder node() {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(host, port))
                .withLocalDatacenter(Cassandra.DATACENTER)
                .withConfigLoader(Tables.patientDriver());
    }
}
