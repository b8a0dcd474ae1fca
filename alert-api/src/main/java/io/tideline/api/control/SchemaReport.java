package io.tideline.api.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schemas, as Apicurio tells. */
@Singleton
class SchemaReport {

    private static final String ARTIFACTS = "/groups/default/artifacts";

    private final Part registry;

    SchemaReport(ControlConfig config, ObjectMapper json) {
        this.registry = new Part(config.registryUrl(), config.patience(), json);
    }

    record Subject(
            String subject,
            String version,
            List<String> versions,
            @Nullable String compatibility,
            @Nullable String changedAt) {}

    Uni<List<Subject>> subjects() {
        return registry.get(ARTIFACTS + "?limit=200")
                .onItem()
                .transformToMulti(answer -> Multi.createFrom().iterable(ids(answer)))
                .onItem()
                .transformToUniAndConcatenate(this::subject)
                .collect()
                .asList();
    }

    Uni<JsonNode> schema(String subject, String version) {
        return registry.get(ARTIFACTS + "/" + escaped(subject) + "/versions/" + escaped(version) + "/content");
    }

    private Uni<Subject> subject(String id) {
        Uni<JsonNode> versions = registry.get(ARTIFACTS + "/" + escaped(id) + "/versions?limit=200");
        return Uni.combine().all().unis(versions, compatibility(id)).asTuple().map(found -> {
            List<String> names = new ArrayList<>();
            found.getItem1()
                    .path("versions")
                    .forEach(version -> names.add(version.path("version").asText()));
            JsonNode last = found.getItem1().path("versions").path(names.size() - 1);
            return new Subject(
                    id,
                    names.isEmpty() ? "" : names.get(names.size() - 1),
                    names,
                    found.getItem2().isEmpty() ? null : found.getItem2(),
                    last.path("createdOn").asText(null));
        });
    }

    /** The rule of the subject, or the one of all subjects; empty if there is neither. */
    private Uni<String> compatibility(String id) {
        return registry.get(ARTIFACTS + "/" + escaped(id) + "/rules/COMPATIBILITY")
                .onFailure()
                .recoverWithUni(() -> registry.get("/admin/rules/COMPATIBILITY"))
                .map(rule -> rule.path("config").asText(""))
                .onFailure()
                .recoverWithItem("");
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("artifacts")
                .forEach(artifact -> ids.add(artifact.path("artifactId").asText()));
        return ids;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
