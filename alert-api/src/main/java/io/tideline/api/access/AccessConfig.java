package io.tideline.api.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who may do what. */
@ConfigMapping(prefix = "tideline.access")
interface AccessConfig {

    /** One user a line: {@code name=<bcrypt>,role[,role]}. Without it nobody may change anything. */
    @WithDefault("${TIDELINE_USERS_FILE:}")
    Optional<Path> usersFile();

    /** Failed logins of one address within {@link #failureWindow()} after which it has to wait. */
    @WithDefault("10")
    int failures();

    @WithDefault("1M")
    Duration failureWindow();
}
