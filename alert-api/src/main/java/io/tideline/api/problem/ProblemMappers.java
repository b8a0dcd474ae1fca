package io.tideline.api.problem;

import com.datastax.oss.driver.api.core.DriverException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way in which a request can end badly, as a problem. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        Response.ResponseBuilder response = response(exception.problem());
        exception.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
        return response.build();
    }

    @ServerExceptionMapper
    Response body(MismatchedInputException exception) {
        return response(new Problem(
                        "about:blank",
                        "Bad request",
                        400,
                        "The body is not of the expected shape: " + exception.getOriginalMessage(),
                        List.of(new Problem.Fault(path(exception), exception.getOriginalMessage()))))
                .build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException exception) {
        int status =
                isUnreadableParameter(exception) ? 400 : exception.getResponse().getStatus();
        Response.StatusType type = Response.Status.fromStatusCode(status);
        String title = type == null ? "Error " + status : type.getReasonPhrase();
        Response.ResponseBuilder response = response(Problem.of(status, title, detail(exception, title)));
        Object allow = exception.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? response.build()
                : response.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response cassandra(DriverException exception) {
        LOG.warnf("cassandra=unavailable error=\"%s\"", exception.getMessage());
        return response(Problem.of(
                        503,
                        "History is not available",
                        "Cassandra did not answer: " + exception.getMessage()
                                + ". Live streams go on; try again in a few seconds."))
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(HttpServerRequest request) {
        return challenge(
                response(
                        Problem.of(
                                401,
                                "Unauthorized",
                                "Send the name and password of a user, as HTTP Basic, or a token of the OpenID Connect server.")),
                request.getHeader("X-Requested-With"));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException exception) {
        return response(Problem.of(403, "Forbidden", "This needs the role operator."))
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable exception) {
        LOG.errorf(exception, "request=failed error=\"%s\"", exception.getMessage());
        return response(Problem.of(500, "Internal error", "The fault is in the server; its log says more."))
                .build();
    }

    private static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }

    /** A page that asks with fetch() shows its own form: without the challenge the browser does not show its dialog. */
    private static Response challenge(
            Response.ResponseBuilder response, @org.jspecify.annotations.Nullable String askedBy) {
        return askedBy == null
                ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Tideline\", charset=\"UTF-8\"")
                        .build()
                : response.build();
    }

    /** The framework answers 404 to a parameter that is not of its type, such as a limit that is no number. */
    private static boolean isUnreadableParameter(WebApplicationException exception) {
        return exception instanceof NotFoundException && exception.getCause() instanceof IllegalArgumentException;
    }

    private static String detail(WebApplicationException exception, String title) {
        Throwable cause = exception.getCause();
        String message = cause == null ? exception.getMessage() : cause.getMessage();
        return Objects.requireNonNullElse(message, title);
    }

    private static String path(JsonMappingException exception) {
        return exception.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
