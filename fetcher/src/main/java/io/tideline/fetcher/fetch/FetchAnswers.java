package io.tideline.fetcher.fetch;

import io.tideline.fetcher.archive.Failure;
import io.tideline.fetcher.archive.Order;
import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.reading.FailureReason;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** From the ending of a fetch to an answer over HTTP. */
public final class FetchAnswers {
    private FetchAnswers() {}

    /** For a caller that ordered a fetch. A source that gave nothing is a gateway that failed. */
    static Response ordered(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Stored stored) {
            return Response.ok(FetchAnswer.of(stored.receipt())).build();
        }
        return refused(outcome, true);
    }

    /** For a caller that pushed a payload. A payload of no use is the caller's mistake. */
    public static Response accepted(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Stored stored) {
            return Response.accepted(FetchAnswer.of(stored.receipt())).build();
        }
        return refused(outcome, false);
    }

    private static Response refused(FetchOutcome outcome, boolean gateway) {
        if (outcome instanceof FetchOutcome.Failed failed) {
            return failed(failed.failure(), gateway);
        }
        if (outcome instanceof FetchOutcome.OtherOrder other) {
            return otherOrder(other.first());
        }
        if (outcome instanceof FetchOutcome.OtherPayload other) {
            return otherPayload(other.first());
        }
        return Problem.unknownSource(((FetchOutcome.UnknownSource) outcome).source())
                .response();
    }

    private static Response failed(Failure failure, boolean gateway) {
        FailureReason reason = failure.reason();
        return new Problem(
                        status(reason, gateway),
                        "Nothing is kept",
                        failure.detail(),
                        Optional.of(failure.order().source()),
                        reason.name(),
                        gateway ? reason.canHeal() : reason == FailureReason.STORE_UNAVAILABLE)
                .response(failure.retryAfter());
    }

    private static int status(FailureReason reason, boolean gateway) {
        return switch (reason) {
            case TIMEOUT -> 504;
            case RATE_LIMITED, QUOTA_USED_UP, CIRCUIT_OPEN, STORE_UNAVAILABLE -> 503;
            case INTERNAL -> 500;
            default -> gateway ? 502 : 422;
        };
    }

    /** As draft-ietf-httpapi-idempotency-key-header wants it, section 2.7. */
    private static Response otherPayload(Order first) {
        return new Problem(
                        422,
                        "The Idempotency-Key is taken",
                        "Another payload was taken under this Idempotency-Key; nothing of this one is kept. Push it under another key",
                        Optional.of(first.source()),
                        "KEY_TAKEN",
                        false)
                .response();
    }

    private static Response otherOrder(Order first) {
        return new Problem(
                        409,
                        "The id is taken",
                        "The id '" + first.fetchId() + "' stands for the fetch of " + first.interval() + " to "
                                + first.destinations() + ". Order another fetch under another id",
                        Optional.of(first.source()),
                        "ID_TAKEN",
                        false)
                .response();
    }
}
