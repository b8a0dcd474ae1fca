package io.tideline.fetcher.identity;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the users are written. Without a file nobody may change anything. */
@ConfigMapping(prefix = "tideline.users")
interface UsersConfig {
    Optional<Path> file();
}
