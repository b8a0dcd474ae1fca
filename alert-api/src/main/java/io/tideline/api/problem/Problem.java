package io.tideline.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;

/**
 * What went wrong with a request, as problem+json (RFC 9457).
 *
 * @param detail what failed, the value, and what to do
 * @param faults every single fault of a body; left out where there is none
 */
@RegisterForReflection
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> faults) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One fault of a body: where it is (a path such as {@code condition.above}) and what it is. */
    public record Fault(String field, String detail) {}

    public Problem {
        faults = List.copyOf(faults);
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of());
    }

    public ProblemException exception() {
        return new ProblemException(this, null);
    }

    /** The same request may be served after this time. */
    public ProblemException exception(Duration retryAfter) {
        return new ProblemException(this, retryAfter);
    }

    public static ProblemException badRequest(String detail) {
        return of(400, "Bad request", detail).exception();
    }

    public static ProblemException badRequest(String detail, List<Fault> faults) {
        return new Problem("about:blank", "Bad request", 400, detail, faults).exception();
    }

    public static ProblemException notFound(String detail) {
        return of(404, "Not found", detail).exception();
    }
}
