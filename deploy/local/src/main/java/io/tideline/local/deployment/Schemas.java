package io.tideline.local.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tideline.avro.AlertEvent;
import io.tideline.avro.Flag;
import io.tideline.avro.Reading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.apache.avro.Schema;

/** Registers the schemas of the contract on the wire, so that no producer has to. */
public record Schemas(URI registry) {
    private static final Map<String, Schema> SUBJECTS = Map.of(
            "readings-value", Reading.getClassSchema(),
            "flags-value", Flag.getClassSchema(),
            "alerts-value", AlertEvent.getClassSchema());

    private static final int CONFLICT = 409;

    /** Adds what is not there yet. A schema that would break readers of an earlier version is refused by the registry. */
    public void register() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        for (Map.Entry<String, Schema> subject : SUBJECTS.entrySet()) {
            add(http, subject.getKey(), subject.getValue());
            demandCompatibility(http, subject.getKey());
        }
    }

    private void add(HttpClient http, String subject, Schema schema) throws IOException, InterruptedException {
        Map<String, Object> artifact = Map.of(
                "artifactId",
                subject,
                "artifactType",
                "AVRO",
                "firstVersion",
                Map.of("content", Map.of("content", schema.toString(), "contentType", "application/json")));
        HttpResponse<String> response = post(http, "/artifacts?ifExists=FIND_OR_CREATE_VERSION", artifact);
        if (response.statusCode() != 200) throw refused("the schema of " + subject, response);
    }

    private void demandCompatibility(HttpClient http, String subject) throws IOException, InterruptedException {
        Map<String, Object> rule = Map.of("ruleType", "COMPATIBILITY", "config", "FULL_TRANSITIVE");
        HttpResponse<String> response = post(http, "/artifacts/" + subject + "/rules", rule);
        boolean there = response.statusCode() / 100 == 2 || response.statusCode() == CONFLICT;
        if (!there) throw refused("the compatibility rule of " + subject, response);
    }

    private HttpResponse<String> post(HttpClient http, String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/groups/default" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(body)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String json(Map<String, Object> body) throws JsonProcessingException {
        return JsonMapper.builder().build().writeValueAsString(body);
    }

    private static IOException refused(String what, HttpResponse<String> response) {
        return new IOException(
                "the registry refuses " + what + " with " + response.statusCode() + ": " + response.body());
    }
}
