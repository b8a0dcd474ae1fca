package io.tideline.api.control;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The settings as they are by default, and others. */
record WatchSettings(
        boolean enabled,
        Optional<Set<Check>> off,
        Duration every,
        Duration settle,
        Duration clearedFor,
        Duration stuckFor,
        int schedules,
        Duration late,
        Duration failingFor,
        Duration lag,
        String groups,
        Optional<Integer> workers,
        Duration goneFor)
        implements WatchConfig {

    static final WatchSettings DEFAULT = new WatchSettings(
            true,
            Optional.empty(),
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            2,
            Duration.ofSeconds(45),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            "tideline-flags,tideline-series,tideline-windows,tideline-alerts,tideline-history,tideline-webhook-*",
            Optional.empty(),
            Duration.ofSeconds(20));

    WatchSettings without(Check check) {
        return new WatchSettings(
                enabled,
                Optional.of(Set.of(check)),
                every,
                settle,
                clearedFor,
                stuckFor,
                schedules,
                late,
                failingFor,
                lag,
                groups,
                workers,
                goneFor);
    }
}
