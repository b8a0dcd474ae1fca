package io.tideline.local.deployment;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of {@code deploy/cassandra/schema.cql}. */
public record Tables(List<String> statements) {
    private static final String OPTION = "default_time_to_live";
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+)\\.(\\w+)");
    private static final Pattern TIME_TO_LIVE = Pattern.compile(OPTION + "\\s*=\\s*(\\d+)");

    public static Tables read(Path cql) throws IOException {
        String text = Files.readString(cql).replaceAll("(?m)--.*$", "");
        return new Tables(Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList());
    }

    /** Creates what does not exist, and gives the tables that do the time to live that is declared now. Rows that were written before keep theirs. */
    public void create(CqlSession session) {
        for (String statement : statements) {
            session.execute(statement);
            Matcher table = TABLE.matcher(statement);
            if (table.lookingAt()) keepFor(session, table.group(1), table.group(2), secondsToLive(statement));
        }
    }

    private static int secondsToLive(String statement) {
        Matcher declared = TIME_TO_LIVE.matcher(statement);
        return declared.find() ? Integer.parseInt(declared.group(1)) : 0;
    }

    private static void keepFor(CqlSession session, String keyspace, String table, int seconds) {
        Object now = session.getMetadata()
                .getKeyspace(keyspace)
                .flatMap(known -> known.getTable(table))
                .map(known -> known.getOptions().get(CqlIdentifier.fromCql(OPTION)))
                .orElseThrow();
        if (!now.equals(seconds)) {
            session.execute("ALTER TABLE %s.%s WITH %s = %d".formatted(keyspace, table, OPTION, seconds));
        }
    }

    /** A driver that grants a node that has just started the time that its first schema changes take. */
    public static DriverConfigLoader patientDriver() {
        return DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(15))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(15))
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
    }
}
