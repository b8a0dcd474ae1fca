package io.tideline.api.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** A way in which a request can end badly, for the OpenAPI document. */
record Failure(int status, String title, String description, String detail) {

    private static final Failure BAD_REQUEST = new Failure(
            400,
            "Bad request",
            "What was sent cannot be used; detail and faults say what and why.",
            "limit is 0: give a number from 1 to 1000");
    private static final Failure UNAUTHORIZED = new Failure(
            401,
            "Unauthorized",
            "Name, password or token is missing or wrong.",
            "Send the name and password of a user, as HTTP Basic, or a token of the OpenID Connect server.");
    private static final Failure FORBIDDEN =
            new Failure(403, "Forbidden", "The user lacks the role.", "This needs the role operator.");
    private static final Failure NOT_FOUND =
            new Failure(404, "Not found", "There is no such thing.", "There is no rule 'heat'.");
    private static final Failure TOO_LARGE = new Failure(
            413,
            "Content too large",
            "The body is larger than 256 kB.",
            "The body has 300000 bytes: 262144 are the most.");
    private static final Failure UNSUPPORTED = new Failure(
            415,
            "Unsupported Media Type",
            "The body is not of a type that this reads.",
            "The content-type header value did not match the value in @Consumes");
    private static final Failure TOO_MANY_LOGINS = new Failure(
            429,
            "Too many failed logins",
            "Too many failed logins from this address; Retry-After says how long to wait.",
            "Too many failed logins from this address: wait 42 seconds.");
    private static final Failure INTERNAL = new Failure(
            500, "Internal error", "A defect: never expected.", "The fault is in the server; its log says more.");
    private static final Failure AWAY = new Failure(
            503,
            "History is not available",
            "Cassandra or Kafka is away, or there is no place left; try again after the seconds of Retry-After.",
            "Cassandra did not answer: no node was available to execute the query. Live streams go on; try again in a"
                    + " few seconds.");

    /** What can happen to every operation of this kind. */
    static List<Failure> of(String path, Operation operation) {
        List<Failure> all = new ArrayList<>(List.of(BAD_REQUEST, INTERNAL, AWAY));
        if (path.contains("{")) {
            all.add(NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            all.addAll(List.of(TOO_LARGE, UNSUPPORTED));
        }
        if (operation.getSecurity() != null) {
            all.addAll(List.of(UNAUTHORIZED, FORBIDDEN, TOO_MANY_LOGINS));
        }
        return all;
    }

    /** Unless the operation says itself what this status means. */
    void addTo(Operation operation) {
        String code = Integer.toString(status);
        APIResponse known = operation.getResponses().getAPIResponse(code);
        if (known != null && known.getContent() != null) {
            return;
        }
        Schema schema = OASFactory.createSchema().ref("#/components/schemas/Problem");
        operation
                .getResponses()
                .addAPIResponse(
                        code,
                        OASFactory.createAPIResponse()
                                .description(description)
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                "application/problem+json",
                                                OASFactory.createMediaType()
                                                        .schema(schema)
                                                        .example(example()))));
    }

    private Map<String, Object> example() {
        return Map.of("type", "about:blank", "title", title, "status", status, "detail", detail);
    }
}
