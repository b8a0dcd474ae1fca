package io.tideline.api.document;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Completes the OpenAPI document: how every operation can fail, and what every parameter means. */
public class ApiDocument implements OASFilter {

    /** How a resource method says that another media type is preferred; not part of the media type itself. */
    private static final String PREFERENCE = ";qs=";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
    }

    private static void complete(String path, Operation operation) {
        Failure.of(path, operation).forEach(failure -> failure.addTo(operation));
        Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())
                .forEach(ParameterDetail::addTo);
        answerNothingWith204(operation.getResponses());
        operation.getResponses().getAPIResponses().values().stream()
                .filter(response -> response.getContent() != null)
                .forEach(response -> response.setContent(withoutPreferences(response.getContent())));
    }

    /** The generator takes every POST for one that creates; those here that give nothing back answer 204. */
    private static void answerNothingWith204(APIResponses responses) {
        APIResponse created = responses.getAPIResponse("201");
        if (created != null && created.getContent() == null) {
            responses.removeAPIResponse("201");
            responses.addAPIResponse("204", OASFactory.createAPIResponse().description("Done"));
        }
    }

    private static Content withoutPreferences(Content content) {
        Content clean = OASFactory.createContent();
        for (Map.Entry<String, MediaType> type : content.getMediaTypes().entrySet()) {
            String name = type.getKey();
            int end = name.indexOf(PREFERENCE);
            String plain = end < 0 ? name : name.substring(0, end);
            MediaType known = clean.getMediaType(plain);
            clean.addMediaType(plain, known == null ? type.getValue() : both(known, type.getValue()));
        }
        return clean;
    }

    /** The example comes from the file beside the code, the schema from the code. */
    private static MediaType both(MediaType one, MediaType other) {
        MediaType both = OASFactory.createMediaType();
        both.setSchema(one.getSchema() == null ? other.getSchema() : one.getSchema());
        both.setExample(one.getExample() == null ? other.getExample() : one.getExample());
        return both;
    }
}
