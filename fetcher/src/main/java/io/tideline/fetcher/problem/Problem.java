package io.tideline.fetcher.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * An error as RFC 9457 writes it: what failed, the value and what to do.
 *
 * @param retryable true if the same request may succeed later
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "source", "reason", "retryable"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@RegisterForReflection
public record Problem(
        int status, String title, String detail, Optional<String> source, String reason, boolean retryable) {
    public static final MediaType JSON = new MediaType("application", "problem+json");

    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail, Optional.empty(), "BAD_REQUEST", false);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail, Optional.empty(), "NOT_FOUND", false);
    }

    public static Problem unknownSource(String source) {
        return new Problem(
                404,
                "Unknown source",
                "No source is named '" + source + "'. GET /sources lists them",
                Optional.of(source),
                "SOURCE_UNKNOWN",
                false);
    }

    public static Problem unknownEntity(String source, String entity) {
        return new Problem(
                400,
                "Unknown entity",
                "The source declares no entity '" + entity + "'. GET /sources lists them",
                Optional.of(source),
                "ENTITY_UNKNOWN",
                false);
    }

    public Response response() {
        return response(Optional.empty());
    }

    public Response response(Optional<Duration> retryAfter) {
        Response.ResponseBuilder response = Response.status(status).type(JSON).entity(this);
        retryAfter.ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
        return response.build();
    }
}
