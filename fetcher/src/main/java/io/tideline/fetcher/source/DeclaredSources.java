package io.tideline.fetcher.source;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the file of sources at the start, which fails if there is a mistake in it. */
@ApplicationScoped
public class DeclaredSources {
    private final SourcesConfig config;

    DeclaredSources(SourcesConfig config) {
        this.config = config;
    }

    /** The file as it is now, which may be other than what the service runs with. Throws InvalidSources. */
    public Sources asWrittenNow() {
        return SourcesFile.read(config.file(), DeclaredSources::variable);
    }

    @Produces
    @Singleton
    @Startup
    Sources sources() {
        return asWrittenNow();
    }

    /** From the environment, or from where a test or the dev mode writes what stands for it. */
    private static Optional<String> variable(String name) {
        return ConfigProvider.getConfig().getOptionalValue(name, String.class);
    }
}
