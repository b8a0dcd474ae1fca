package io.tideline.fetcher.history;

import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The span of a summary, under the name that PostgreSQL gives it. */
enum Bucket {
    hour,
    day,
    month;

    /** Throws Refused. */
    static Bucket parse(@Nullable String text) {
        return Arrays.stream(values())
                .filter(bucket -> bucket.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new Refused(Problem.badRequest("by: expected hour, day or month, found '" + text + "'")));
    }
}
