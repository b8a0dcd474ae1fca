package io.tideline.api.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** When a fault of the pipeline becomes an alert. As environment variables: {@code TIDELINE_WATCH_LAG=2m} and so on. */
@ConfigMapping(prefix = "tideline.watch")
public interface WatchConfig {

    @WithDefault("true")
    boolean enabled();

    /** Checks that raise no alert. */
    Optional<Set<Check>> off();

    /** How often everything is looked at. */
    @WithDefault("5s")
    Duration every();

    /** A hop that was never seen working is given so long to come up before it counts as stuck. */
    @WithDefault("5m")
    Duration settle();

    /** An alert ends when its fault was not seen for so long. */
    @WithDefault("10s")
    Duration clearedFor();

    /** A hop that is stuck for so long. */
    @WithDefault("10s")
    Duration stuckFor();

    /** A source is late when so many of its schedules passed without data ... */
    @WithDefault("2")
    int schedules();

    /** ... and this on top, for the fetch itself. */
    @WithDefault("45s")
    Duration late();

    /** The last fetch of a source failed, and no later one worked, for so long. */
    @WithDefault("1m")
    Duration failingFor();

    /** The oldest record that a consumer group has not read waits for longer, for as long again: who has been stuck may catch up. */
    @WithDefault("1m")
    Duration lag();

    /** Which consumer groups are looked at (globs, comma for alternatives). */
    @WithDefault("tideline-flags,tideline-series,tideline-windows,tideline-alerts,tideline-history,tideline-webhook-*")
    String groups();

    /** How many workers Spark should have; without it, as many as it had at most within the last hour. */
    Optional<Integer> workers();

    /** A worker, a broker or a node that is gone, or a replica that lags, for so long. */
    @WithDefault("20s")
    Duration goneFor();
}
