package io.tideline.fetcher.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Puts the examples of {@code openapi-examples.yaml} into the OpenAPI document, when the service is built. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class Examples implements OASFilter {
    private static final String FILE = "/openapi-examples.yaml";
    private static final String PROBLEM = "application/problem+json";
    private static final String JSON = "application/json";

    private final ObjectMapper mapper = new YAMLMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        for (Map.Entry<String, JsonNode> entry : examples().properties()) {
            String[] call = entry.getKey().split(" ", 2);
            Operation operation = operation(document, call[0], call[1]);
            JsonNode examples = entry.getValue();
            if (examples.has("request")) {
                addRequest(operation, examples.path("request"));
            }
            examples.path("answers")
                    .properties()
                    .forEach(answer -> addAnswer(operation, answer.getKey(), answer.getValue()));
        }
    }

    private JsonNode examples() {
        try (InputStream stream = Examples.class.getResourceAsStream(FILE)) {
            return mapper.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("The examples cannot be read from " + FILE, e);
        }
    }

    /** An example of what is not there is a mistake of the file, and fails the build. */
    private static Operation operation(OpenAPI document, String method, String path) {
        PathItem item = document.getPaths().getPathItem(path);
        Operation operation = item == null
                ? null
                : item.getOperations().get(PathItem.HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)));
        if (operation == null) {
            throw new IllegalStateException(
                    FILE + " has an example of " + method + " " + path + ", which is not served");
        }
        return operation;
    }

    private void addRequest(Operation operation, JsonNode example) {
        if (operation.getRequestBody() == null) {
            operation.setRequestBody(OASFactory.createRequestBody());
        }
        operation.getRequestBody().setContent(with(operation.getRequestBody().getContent(), JSON, example));
    }

    private void addAnswer(Operation operation, String status, JsonNode example) {
        APIResponse response = operation.getResponses().getAPIResponse(status);
        if (response == null) {
            response = OASFactory.createAPIResponse()
                    .description(example.path("title").asText("Done"));
            operation.getResponses().addAPIResponse(status, response);
        }
        String type = example.has("reason") && example.has("status") ? PROBLEM : JSON;
        response.setContent(with(response.getContent(), type, example));
    }

    private Content with(@Nullable Content known, String type, JsonNode example) {
        Content content = known == null ? OASFactory.createContent() : known;
        MediaType media = content.getMediaType(type);
        if (media == null) {
            media = OASFactory.createMediaType();
            content.addMediaType(type, media);
        }
        media.setExample(mapper.convertValue(example, Object.class));
        return content;
    }
}
