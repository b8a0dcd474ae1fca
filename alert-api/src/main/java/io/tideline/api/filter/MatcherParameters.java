package io.tideline.api.filter;

import io.tideline.api.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters that filter a list. */
public class MatcherParameters {

    @RestQuery
    @Parameter(description = "Pattern: * stands for any characters, ? for one, a comma separates alternatives")
    @Nullable
    String source;

    @RestQuery
    @Nullable
    String entity;

    @RestQuery
    @Nullable
    String metric;

    @RestQuery
    @Nullable
    String rule;

    @RestQuery
    @Nullable
    String severity;

    @RestQuery
    @Nullable
    String state;

    public Matchers matchers() {
        try {
            return new Matchers(source, entity, metric, rule, severity, state);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
