package io.tideline.fetcher.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long things are kept. */
@ConfigMapping(prefix = "tideline.history")
interface HistoryConfig {
    /** How long readings are kept, in whole months; for ever if it is not set. */
    Optional<Duration> retention();

    /** How long rejected readings are kept. */
    @WithDefault("P30D")
    Duration rejectedRetention();

    /** How long it is known what became of a fetch; an order that is repeated later is fetched anew. */
    @WithDefault("P90D")
    Duration receiptRetention();
}
