package io.tideline.fetcher.remote;

import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.faulttolerance.api.RateLimitType;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Limits;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** What keeps the requests to one source within its limits. All fetches of the source share it. */
final class Guards {
    /** A source that asks for a longer pause is asked again by the next fetch, not by this one. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration OPEN_FOR = Duration.ofSeconds(30);
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(5);
    private static final int WAITING = 10_000;
    private static final int BREAKER_WINDOW = 20;
    private static final Set<FailureReason> HEALS_SOON = Set.of(
            FailureReason.UNREACHABLE, FailureReason.TIMEOUT, FailureReason.RATE_LIMITED, FailureReason.SERVER_ERROR);
    private static final TypeLiteral<Uni<Exchange>> EXCHANGE = new TypeLiteral<>() {};

    private final Duration openFor;
    private final TypedGuard<Uni<Exchange>> persistence;
    private final TypedGuard<Uni<Exchange>> patience;

    Guards(String source, Limits limits) {
        this(source, limits, OPEN_FOR);
    }

    /** @param openFor how long no request is sent once too many have failed; then one may try */
    Guards(String source, Limits limits, Duration openFor) {
        this.openFor = openFor;
        persistence = TypedGuard.create(EXCHANGE)
                .withDescription(source)
                .withRetry()
                .maxRetries(limits.retries())
                .maxDuration(LONGEST_QUEUE.toMillis(), ChronoUnit.MILLIS)
                .whenException(Guards::healsSoon)
                .withCustomBackoff()
                .strategy(Backoff::new)
                .done()
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKER_WINDOW)
                .failureRatio(0.5)
                .delay(openFor.toMillis(), ChronoUnit.MILLIS)
                .when(Guards::isTheirs)
                .done()
                .build();
        patience = TypedGuard.create(EXCHANGE)
                .withDescription(source)
                .withRetry()
                .maxRetries(-1)
                .maxDuration(LONGEST_QUEUE.toMillis(), ChronoUnit.MILLIS)
                .whenException(RateLimitException.class::isInstance)
                .withCustomBackoff()
                .strategy(() -> limited -> Math.max(1, ((RateLimitException) limited).getRetryAfterMillis()))
                .done()
                .done()
                .withRateLimit()
                .limit(limits.perSecond())
                .window(1, ChronoUnit.SECONDS)
                .type(RateLimitType.SMOOTH)
                .done()
                .withBulkhead()
                .limit(limits.parallel())
                .queueSize(WAITING)
                .done()
                .build();
    }

    /** Sends when the limits allow it, and again where that may help. */
    Uni<Exchange> send(Supplier<Uni<Exchange>> request) {
        return persistence
                .get(() -> patience.get(request))
                .onFailure(CircuitBreakerOpenException.class)
                .transform(open -> new SourceFailure(
                        FailureReason.CIRCUIT_OPEN,
                        "The source failed too often; no request is sent for a while",
                        Optional.of(openFor)))
                .onFailure(RateLimitException.class)
                .transform(limited -> new SourceFailure(
                        FailureReason.RATE_LIMITED,
                        "Too many requests wait for limits.perSecond of the source: no place within " + LONGEST_QUEUE,
                        Optional.of(LONGEST_QUEUE)));
    }

    private static boolean healsSoon(Throwable failure) {
        return failure instanceof SourceFailure source
                && HEALS_SOON.contains(source.reason())
                && source.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_PAUSE) <= 0;
    }

    private static boolean isTheirs(Throwable failure) {
        return failure instanceof SourceFailure source && HEALS_SOON.contains(source.reason());
    }

    /** Half a second, doubled each time, spread so that callers do not come back all at once; or what the source asks for. */
    static final class Backoff implements CustomBackoffStrategy {
        private long next = 500;

        @Override
        public long nextDelayInMillis(Throwable failure) {
            long delay = next + ThreadLocalRandom.current().nextLong(next / 2);
            next *= 2;
            Optional<Duration> asked = failure instanceof SourceFailure source ? source.retryAfter() : Optional.empty();
            return asked.map(Duration::toMillis).orElse(delay);
        }
    }
}
