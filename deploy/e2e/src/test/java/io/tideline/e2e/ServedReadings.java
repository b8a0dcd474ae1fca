package io.tideline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the simulator says that it served, named as the fetcher names it: the truth that every hop is held against. */
final class ServedReadings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> METRICS =
            Map.of("temperature_2m", "temperature", "relative_humidity_2m", "humidity");

    private final URI simulator;
    private final Map<String, String> entities = new HashMap<>();

    ServedReadings(URI simulator, URI fetcher) {
        this.simulator = simulator;
        for (JsonNode source : read(fetcher.resolve("/sources"))) {
            if (source.path("name").asText().equals("simulator")) {
                source.path("entities")
                        .forEach(entity ->
                                entities.put(place(entity), entity.path("name").asText()));
            }
        }
    }

    /** Every reading served since the simulator started, each once. */
    Set<Row> rows() {
        JsonNode account = read(simulator.resolve("/served"));
        if (account.path("forgotten").asLong() > 0) {
            throw new IllegalStateException("The simulator has forgotten readings: the comparison would be worthless");
        }
        Set<Row> rows = new HashSet<>();
        account.path("readings").forEach(reading -> rows.add(row(reading)));
        return rows;
    }

    private Row row(JsonNode served) {
        String series = "simulator/" + entities.get(place(served)) + "/"
                + METRICS.get(served.path("variable").asText());
        return new Row(
                series,
                Instant.parse(served.path("time").asText()),
                served.path("value").asDouble());
    }

    private static String place(JsonNode node) {
        return node.path("latitude").asDouble() + "," + node.path("longitude").asDouble();
    }

    private static JsonNode read(URI address) {
        try (InputStream answer = address.toURL().openStream()) {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(address + " does not answer", e);
        }
    }
}
