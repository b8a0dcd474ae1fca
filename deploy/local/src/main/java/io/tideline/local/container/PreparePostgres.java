package io.tideline.local.container;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A role and a database for each service. A role owns its database and may connect to no other. */
@Command(name = "postgres", description = "Makes a role and a database for each service.")
final class PreparePostgres implements Callable<Integer> {
    /** Databases by role. */
    private static final Map<String, String> DATABASES =
            new TreeMap<>(Map.of("fetcher", "tideline", "registry", "registry", "airflow", "airflow"));

    @Option(names = "--host", defaultValue = "postgres", description = "host:port. Default: postgres.")
    private String host = "";

    @Override
    public Integer call() throws SQLException {
        Passwords passwords = new Passwords("POSTGRES", System.getenv());
        String url = "jdbc:postgresql://" + host + "/postgres";
        try (Connection postgres = DriverManager.getConnection(url, "postgres", passwords.of("admin"))) {
            prepare(postgres, passwords);
        }
        return 0;
    }

    static void prepare(Connection postgres, Passwords passwords) throws SQLException {
        for (String common : new String[] {"postgres", "template1"}) {
            run(postgres, "SELECT format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', ?)", common);
        }
        for (Map.Entry<String, String> entry : DATABASES.entrySet()) {
            String role = entry.getKey();
            String database = entry.getValue();
            if (!exists(postgres, "SELECT FROM pg_roles WHERE rolname = ?", role))
                run(postgres, "SELECT format('CREATE ROLE %I', ?)", role);
            run(
                    postgres,
                    "SELECT format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD %L', ?, ?)",
                    role,
                    passwords.of(role));
            if (!exists(postgres, "SELECT FROM pg_database WHERE datname = ?", database))
                run(postgres, "SELECT format('CREATE DATABASE %I OWNER %I', ?, ?)", database, role);
            run(postgres, "SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', ?)", database);
        }
    }

    private static boolean exists(Connection postgres, String query, String name) throws SQLException {
        try (PreparedStatement statement = postgres.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    /** Lets PostgreSQL itself write the statement, so that names and passwords are quoted by its own rules, and runs it. */
    private static void run(Connection postgres, String format, String... values) throws SQLException {
        String written;
        try (PreparedStatement statement = postgres.prepareStatement(format.replace("?", "?::text"))) {
            for (int i = 0; i < values.length; i++) statement.setString(i + 1, values[i]);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                written = found.getString(1);
            }
        }
        try (PreparedStatement statement = postgres.prepareStatement(written)) {
            statement.execute();
        }
    }
}
