package io.tideline.fetcher.development;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * In dev mode, and only there, the variables that {@code ./tideline up --infra} wrote down count as if they were in the
 * environment, and no Dev Services are started; what is in the environment counts more.
 */
public final class DevelopmentServers implements ConfigSourceProvider {
    private static final Path FILE = Path.of(".tideline", "secrets", "dev.env");
    private static final Pattern LINE = Pattern.compile("(?:export )?([A-Za-z_][A-Za-z0-9_]*)='?(.*?)'?");
    private static final int LESS_THAN_THE_ENVIRONMENT = 299;

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT
                ? file().map(DevelopmentServers::variables).map(List::of).orElse(List.of())
                : List.of();
    }

    /** In this folder or in one above it. */
    private static Optional<Path> file() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(FILE))
                .filter(Files::isReadable)
                .findFirst();
    }

    private static ConfigSource variables(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            Map<String, String> variables = new HashMap<>(lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2), (first, last) -> last)));
            variables.put("QUARKUS_DEVSERVICES_ENABLED", "false");
            return new EnvConfigSource(variables, LESS_THAN_THE_ENVIRONMENT);
        } catch (IOException e) {
            throw new UncheckedIOException("The variables of the servers cannot be read: " + file, e);
        }
    }
}
