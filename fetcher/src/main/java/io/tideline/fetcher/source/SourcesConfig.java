package io.tideline.fetcher.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the sources are declared. */
@ConfigMapping(prefix = "tideline.sources")
interface SourcesConfig {
    @WithDefault("deploy/sources.yaml")
    Path file();
}
