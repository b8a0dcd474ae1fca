package io.tideline.api.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Headers that tell a browser to trust nothing but what this service serves itself. */
@Singleton
class SecurityHeaders {

    private static final int BEFORE_ALL = 1000;
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(
                exchange -> {
                    exchange.response()
                            .putHeader("Content-Security-Policy", POLICY)
                            .putHeader("X-Content-Type-Options", "nosniff")
                            .putHeader("X-Frame-Options", "DENY")
                            .putHeader("Referrer-Policy", "same-origin")
                            .putHeader("Cross-Origin-Opener-Policy", "same-origin");
                    exchange.next();
                },
                BEFORE_ALL);
    }
}
