package io.tideline.fetcher.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the users are written. Without a file nobody may change anything. */
@ConfigMapping(prefix = "tideline.users")
interface UsersConfig {
    Optional<Path> file();

    /** Failed logins of one address within {@link #failureWindow()} after which it has to wait. */
    @WithDefault("10")
    int failures();

    @WithDefault("1M")
    Duration failureWindow();
}
