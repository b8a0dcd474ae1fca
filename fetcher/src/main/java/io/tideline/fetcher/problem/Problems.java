package io.tideline.fetcher.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every error of this service into a problem. */
class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response refused(Refused refused) {
        return refused.problem().response(refused.retryAfter());
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(SecurityException unknown) {
        Response problem = new Problem(
                        401,
                        "Who are you?",
                        "Changes need a user: a name and password of the file that TIDELINE_USERS_FILE names (HTTP Basic), or a"
                                + " token of the OpenID Connect server",
                        Optional.empty(),
                        "UNAUTHORIZED",
                        false)
                .response();
        return Response.fromResponse(problem)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"tideline\"")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException forbidden) {
        return new Problem(403, "Not allowed", "This needs the role operator", Optional.empty(), "FORBIDDEN", false)
                .response();
    }

    @ServerExceptionMapper
    Response any(WebApplicationException thrown) {
        Response.StatusType status = thrown.getResponse().getStatusInfo();
        String detail = String.valueOf(thrown.getMessage());
        return new Problem(
                        status.getStatusCode(),
                        status.getReasonPhrase(),
                        detail,
                        Optional.empty(),
                        status.getReasonPhrase()
                                .toUpperCase(java.util.Locale.ROOT)
                                .replace(' ', '_'),
                        false)
                .response();
    }

    @ServerExceptionMapper
    Response any(Exception thrown) {
        LOG.error("event=request-failed", thrown);
        return new Problem(
                        500,
                        "A mistake in the fetcher",
                        "See its log: " + thrown.getClass().getSimpleName(),
                        Optional.empty(),
                        "INTERNAL",
                        false)
                .response();
    }
}
