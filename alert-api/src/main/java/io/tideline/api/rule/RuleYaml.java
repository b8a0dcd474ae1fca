package io.tideline.api.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tideline.api.problem.Problem;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules as YAML, in the shape of deploy/rules.yaml. */
@Singleton
class RuleYaml {

    static final String MEDIA_TYPE = "application/yaml";

    private static final int MOST = 1000;

    private final YAMLMapper yaml = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    String written(List<ShownRule> rules) {
        try {
            return yaml.writeValueAsString(
                    Map.of("rules", rules.stream().map(ShownRule::definition).toList()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules of a document, each with an id; 400 if it is not such a document. */
    List<JsonNode> read(String document) {
        JsonNode rules = parsed(document).path("rules");
        if (!rules.isArray() || rules.isEmpty() || rules.size() > MOST) {
            throw Problem.badRequest("The document has no list 'rules' of 1 to " + MOST + " rules.");
        }
        List<JsonNode> drafts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode rule : rules) {
            String id = rule.path("id").asText("");
            if (id.isEmpty() || !ids.add(id)) {
                throw Problem.badRequest(
                        "Rule " + (drafts.size() + 1) + " has the id '" + id + "': every rule needs an id of its own");
            }
            drafts.add(rule);
        }
        return drafts;
    }

    private JsonNode parsed(String document) {
        try {
            return yaml.readTree(document);
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("The document is not YAML: " + e.getOriginalMessage());
        }
    }
}
