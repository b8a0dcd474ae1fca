package io.tideline.fetcher.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts failed logins by address; after too many of them the address has to wait. */
final class FailedLogins {
    private static final int ADDRESSES = 10_000;

    private record Failures(int count, Instant since) {}

    private final int most;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    FailedLogins(int most, Duration window, Clock clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /** How long this address has to wait; zero if it need not. */
    Duration wait(String address) {
        Failures known = failures.get(address);
        if (known == null || known.count < most) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), known.since.plus(window));
        return left.isNegative() ? Duration.ZERO : left;
    }

    void count(String address) {
        Instant now = clock.instant();
        if (failures.size() >= ADDRESSES) {
            failures.values().removeIf(known -> isOver(known, now));
        }
        failures.merge(
                address,
                new Failures(1, now),
                (known, one) -> isOver(known, now) ? one : new Failures(known.count + 1, known.since));
    }

    void forget(String address) {
        failures.remove(address);
    }

    private boolean isOver(Failures known, Instant now) {
        return known.since.plus(window).isBefore(now);
    }
}
