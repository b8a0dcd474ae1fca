package io.tideline.local.deployment;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** The rules of {@code deploy/rules.yaml}, which a new pipeline starts with. */
public record Rules(ArrayNode entries) {
    private static final String SEED = """
            INSERT INTO tideline.rule (bucket, rule_id, version, definition, deleted, changed_at, changed_by)
            VALUES (0, ?, 1, ?, false, ?, 'deployment') IF NOT EXISTS
            """;

    public static Rules read(Path yaml) throws IOException {
        return new Rules(new YAMLMapper().readTree(yaml.toFile()).withArray("rules"));
    }

    /** Adds the rules that nobody has added, changed or deleted yet. */
    public void seed(CqlSession session) {
        for (JsonNode rule : entries) {
            session.execute(SEED, rule.required("id").asText(), rule.toString(), Instant.now());
        }
    }
}
