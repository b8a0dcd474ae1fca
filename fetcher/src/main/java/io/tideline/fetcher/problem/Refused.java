package io.tideline.fetcher.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that cannot be served as it is. */
public final class Refused extends RuntimeException {
    private final transient Problem problem;

    private final @Nullable Duration retryAfter;

    public Refused(Problem problem) {
        this(problem, null);
    }

    /** It may be served after this time. */
    public Refused(Problem problem, @Nullable Duration retryAfter) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    Problem problem() {
        return problem;
    }
}
