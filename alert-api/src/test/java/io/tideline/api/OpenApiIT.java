package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI document, as the build has stored it, says everything: each operation with its meaning, its parameters, an example,
 * and every error.
 */
class OpenApiIT {

    private static final Path DOCUMENT = Path.of("target", "openapi", "openapi.json");

    private final List<String> missing = new ArrayList<>();

    @Test
    void leavesNothingOut() throws IOException {
        JsonNode document = new ObjectMapper().readTree(DOCUMENT.toFile());

        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().has("responses")) {
                    check(operation.getKey() + " " + path.getKey(), operation.getValue());
                }
            }
        }

        assertThat(document.path("paths").size()).isGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    private void check(String operation, JsonNode described) {
        require(described.has("summary"), operation + ": summary");
        for (JsonNode parameter : described.path("parameters")) {
            String name = operation + ": parameter " + parameter.path("name").asText();
            require(parameter.has("description"), name + ": description");
            require(parameter.has("example"), name + ": example");
        }
        examples(operation + ": body", described.path("requestBody").path("content"));
        JsonNode responses = described.path("responses");
        for (Map.Entry<String, JsonNode> response : responses.properties()) {
            require(response.getValue().has("description"), operation + " " + response.getKey() + ": description");
            examples(operation + " " + response.getKey(), response.getValue().path("content"));
            require(
                    response.getKey().startsWith("2")
                            || response.getValue().path("content").has("application/problem+json"),
                    operation + " " + response.getKey() + ": a problem");
        }
        require(responses.has("400") && responses.has("503"), operation + ": 400 and 503");
        require(!described.has("security") || (responses.has("401") && responses.has("403")), operation + ": 401, 403");
    }

    private void examples(String where, JsonNode content) {
        for (Map.Entry<String, JsonNode> type : content.properties()) {
            require(type.getValue().has("example"), where + " " + type.getKey() + ": example");
            require(!type.getKey().contains("qs="), where + " " + type.getKey() + ": a media type");
        }
    }

    private void require(boolean there, String what) {
        if (!there) {
            missing.add(what);
        }
    }
}
