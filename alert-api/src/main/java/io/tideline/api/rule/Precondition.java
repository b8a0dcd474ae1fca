package io.tideline.api.rule;

import io.tideline.api.problem.Problem;
import io.tideline.api.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the sender of a change knows of the rule: the headers If-Match and If-None-Match (RFC 9110). */
record Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

    /**
     * Ends the request unless the sender knows the current version.
     *
     * @param current null if there is no rule
     * @throws ProblemException 412 if the version is another one, 428 if none was named
     */
    void require(String id, @Nullable Integer current) {
        if (current == null) {
            if (ifMatch != null) {
                throw failed("There is no rule '" + id + "' any more. Leave If-Match out to create one.");
            }
            return;
        }
        if (ifNoneMatch != null) {
            throw failed("There is a rule '" + id + "' already, in version " + current + ".");
        }
        if (ifMatch == null) {
            throw Problem.of(
                            428,
                            "Precondition required",
                            "Say which version you replace: If-Match: \"" + current + "\" for rule '" + id + "'.")
                    .exception();
        }
        if (!matches(ifMatch, current)) {
            throw failed("Rule '" + id + "' is in version " + current + ", not in " + ifMatch + ": read it again.");
        }
    }

    static ProblemException failed(String detail) {
        return Problem.of(412, "Precondition failed", detail).exception();
    }

    private static boolean matches(String tags, int current) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals("\"" + current + "\""));
    }
}
