package io.tideline.api.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body that is too large with a problem; the server below would only cut the connection. */
@Singleton
class BodyLimit {

    private static final int BEFORE_BODIES_ARE_READ = 900;

    private final long most;
    private final ProblemWriter problems;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most, ProblemWriter problems) {
        this.most = most.asLongValue();
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_BODIES_ARE_READ);
    }

    private void check(RoutingContext exchange) {
        String length = exchange.request().getHeader("Content-Length");
        if (length == null || (length.length() < 18 && Long.parseLong(length) <= most)) {
            exchange.next();
            return;
        }
        exchange.response().putHeader("Connection", "close");
        problems.write(
                exchange,
                Problem.of(413, "Content too large", "The body has " + length + " bytes: " + most + " are the most."));
    }
}
