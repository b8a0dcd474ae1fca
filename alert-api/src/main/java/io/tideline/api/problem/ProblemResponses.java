package io.tideline.api.problem;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI document of every operation how it can fail. */
public class ProblemResponses implements OASFilter {

    private static final Map<String, String> ALWAYS = Map.of(
            "400", "What was sent cannot be used; detail and faults say what and why.",
            "503", "Cassandra or Kafka is away; try again after the seconds of Retry-After.");
    private static final Map<String, String> OF_ONE = Map.of("404", "There is no such thing.");
    private static final Map<String, String> GUARDED = Map.of(
            "401", "Name or password is missing or wrong.",
            "403", "The user lacks the role.",
            "413", "The body is larger than 256 kB.",
            "415", "The body is not of a type that this reads.",
            "429", "Too many failed logins from this address.");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> describe(path, operation)));
    }

    private static void describe(String path, Operation operation) {
        add(operation, ALWAYS);
        if (path.contains("{")) {
            add(operation, OF_ONE);
        }
        if (operation.getSecurity() != null) {
            add(operation, GUARDED);
        }
    }

    private static void add(Operation operation, Map<String, String> responses) {
        responses.forEach(
                (status, description) -> operation.getResponses().addAPIResponse(status, problem(description)));
    }

    private static APIResponse problem(String description) {
        Content content = OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
        return OASFactory.createAPIResponse().description(description).content(content);
    }
}
