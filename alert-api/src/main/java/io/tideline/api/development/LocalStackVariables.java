package io.tideline.api.development;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * In dev mode, the variables that {@code ./tideline up --infra} has written, so that {@code quarkus:dev} finds the servers of the
 * local stack. The environment wins over them.
 */
public class LocalStackVariables implements ConfigSourceFactory {

    private static final Path FILE = Path.of(".tideline", "secrets", "dev.env");
    /** Below the environment (300), above application.properties (250). */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (!context.getProfiles().contains("dev")) {
            return List.of();
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(FILE);
            if (Files.isReadable(file)) {
                return List.of(source(file));
            }
        }
        return List.of();
    }

    private static ConfigSource source(Path file) {
        try {
            Map<String, String> variables = variables(Files.readAllLines(file));
            variables.put("quarkus.devservices.enabled", "false");
            return new PropertiesConfigSource(variables, file.toString(), ORDINAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines {@code NAME='value'}. */
    static Map<String, String> variables(List<String> lines) {
        Map<String, String> variables = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                variables.put(
                        line.substring(0, equals).strip(),
                        unquoted(line.substring(equals + 1).strip()));
            }
        }
        return variables;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
