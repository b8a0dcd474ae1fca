package io.tideline.fetcher.source;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the file of sources at the start, which fails if there is a mistake in it. */
@ApplicationScoped
class DeclaredSources {
    @Produces
    @Singleton
    @Startup
    Sources sources(SourcesConfig config) {
        return SourcesFile.read(config.file(), DeclaredSources::variable);
    }

    /** From the environment, or from where a test or the dev mode writes what stands for it. */
    private static Optional<String> variable(String name) {
        return ConfigProvider.getConfig().getOptionalValue(name, String.class);
    }
}
