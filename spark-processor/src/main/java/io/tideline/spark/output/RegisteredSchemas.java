package io.tideline.spark.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.avro.Schema;

/** Content ids of the schemas that the job writes with. They are registered when the pipeline is deployed; the job only looks them up. */
public final class RegisteredSchemas {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI registry;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param registry for example {@code http://127.0.0.1:8080/apis/registry/v3} */
    public RegisteredSchemas(URI registry) {
        this.registry = registry;
    }

    /** The content id under which this very schema is registered for the topic. */
    public int contentId(String topic, Schema schema) throws IOException, InterruptedException {
        URI search = URI.create(registry
                + "/search/versions?canonical=true&artifactType=AVRO&groupId=default&artifactId=" + topic + "-value");
        HttpRequest request = HttpRequest.newBuilder(search)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(schema.toString()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "The registry answered " + response.statusCode() + " to POST " + search + ": " + response.body());
        }
        JsonNode versions = JSON.readTree(response.body()).path("versions");
        if (versions.isEmpty()) {
            throw new IOException(
                    "The registry has no version of " + topic + "-value with the schema of " + schema.getFullName()
                            + " that this job was built with: register the schemas of this release first");
        }
        return versions.get(0).path("contentId").intValue();
    }
}
