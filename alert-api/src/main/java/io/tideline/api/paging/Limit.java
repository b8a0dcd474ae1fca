package io.tideline.api.paging;

import io.tideline.api.problem.Problem;
import org.jspecify.annotations.Nullable;

/** How many items a request may ask for. */
public final class Limit {

    private Limit() {}

    /** The number given, or the usual one; 400 if it is not within 1 and the most. */
    public static int of(String name, @Nullable Integer given, int usual, int most) {
        if (given == null) {
            return usual;
        }
        if (given < 1 || given > most) {
            throw Problem.badRequest(name + " is " + given + ": give a number from 1 to " + most);
        }
        return given;
    }
}
