package io.tideline.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.SchemaParser;

/** Writer schemas of the registry by content id. A schema under an id never changes, so each is read once. */
class Schemas {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final URI registry;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();

    /** The address ends with {@code /apis/registry/v3}. */
    Schemas(URI registry) {
        this.registry = registry;
    }

    /**
     * @throws UnreadableException if the registry knows no such schema
     * @throws IOException if the registry cannot be asked now
     */
    Schema byContentId(int id) throws IOException, InterruptedException {
        Schema schema = known.get(id);
        if (schema == null) {
            schema = fetched(id);
            known.put(id, schema);
        }
        return schema;
    }

    /**
     * The content id of a schema that is registered for a topic.
     *
     * @throws IOException if the registry cannot be asked now, or does not have it
     */
    int contentId(String topic, Schema schema) throws IOException, InterruptedException {
        String search = registry + "/search/versions?canonical=true&artifactType=AVRO&groupId=default&artifactId="
                + topic + "-value";
        HttpRequest request = HttpRequest.newBuilder(URI.create(search))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(schema.toString()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode versions = new ObjectMapper().readTree(response.body()).path("versions");
        if (response.statusCode() != 200 || versions.isEmpty()) {
            throw new IOException("The registry answered " + response.statusCode() + " and no version of " + topic
                    + "-value with the schema of " + schema.getFullName() + ": register the schemas of this release");
        }
        return versions.get(0).path("contentId").intValue();
    }

    private Schema fetched(int id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(registry + "/ids/contentIds/" + Integer.toUnsignedLong(id)))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 404) {
            throw new UnreadableException("no schema with content id " + id + " in the registry");
        }
        if (response.statusCode() != 200) {
            throw new IOException("The registry answered " + response.statusCode() + " for content id " + id);
        }
        try {
            return new SchemaParser().parse(response.body()).mainSchema();
        } catch (SchemaParseException e) {
            throw new UnreadableException("content id " + id + " is no Avro schema: " + e.getMessage());
        }
    }
}
