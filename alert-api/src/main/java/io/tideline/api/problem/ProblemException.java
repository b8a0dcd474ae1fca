package io.tideline.api.problem;

/** Ends a request with a problem. It has no stack trace: it is an answer, not a defect. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
