package io.tideline.bench.fetch;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sources of the bench: many entities with a week of hourly values; one whose answers have a single reading, each of
 * another entity; one that is asked about each entity.
 */
final class BenchSources {
    static final String MANY = "bench";
    static final String SMALL = "small";
    static final String EACH = "each";
    static final int ENTITIES = 1_000;

    private static final int ENTITIES_PER_REQUEST = 100;

    private BenchSources() {}

    /** Declares all in a file in the folder. Their address comes from the variable {@code API}. */
    static Path declare(Path folder) throws IOException {
        String entities = IntStream.range(0, ENTITIES)
                .mapToObj(i -> "{name: " + Workload.entity(i) + ", number: " + i + "}")
                .collect(joining(", "));
        String text = """
                sources:
                  bench:
                    url: ${API}/?n={numbers}&from={fromEpoch}
                    allowPrivateAddresses: true
                    entities: [%s]
                    limits: {entitiesPerRequest: %d, parallel: 2, perSecond: 1000, maxBytes: 64000000}
                    mapping:
                      arrays: /hourly
                      time: {at: time, offsetAt: /utc_offset_seconds}
                      metrics: {temperature: {value: temperature_2m, unitAt: /hourly_units/temperature_2m}}
                  small:
                    url: ${API}/?from={fromEpoch}
                    allowPrivateAddresses: true
                    limits: {parallel: 64, perSecond: 100000}
                    mapping: {records: /, entity: e, time: t, metrics: {temperature: {value: v, unit: Cel}}}
                  each:
                    url: ${API}/?e={number}&from={fromEpoch}
                    allowPrivateAddresses: true
                    entities: [%s]
                    limits: {parallel: 64, perSecond: 1000000}
                    mapping:
                      object: /
                      time: timestamp
                      metrics: {temperature: {value: temperature/value, unitAt: temperature/unitCode}}
                """.formatted(entities, ENTITIES_PER_REQUEST, entities);
        return Files.writeString(folder.resolve("sources.yaml"), text);
    }

    /** Lets the API serve a workload to the source of many entities. */
    static void serve(PreparedApi api, Workload workload) {
        for (int first = 0; first < ENTITIES; first += ENTITIES_PER_REQUEST) {
            String names = IntStream.range(first, first + ENTITIES_PER_REQUEST)
                    .mapToObj(Integer::toString)
                    .collect(joining(","));
            api.serves(
                    "n=" + names + "&from=" + workload.start().getEpochSecond(),
                    workload.body(first, ENTITIES_PER_REQUEST));
        }
    }

    /** Lets the API serve one reading to the small source. */
    static void serve(PreparedApi api, Values.Value value) {
        api.serves("from=" + value.at().getEpochSecond(), Singles.body(value));
    }

    /** Lets the API serve one reading of each entity to the source that asks about each; answers the queries of all requests. */
    static List<String> serve(PreparedApi api, Snapshots snapshots) {
        List<String> queries = new ArrayList<>();
        for (Instant at : snapshots.instants()) {
            for (int entity = 0; entity < ENTITIES; entity++) {
                String query = "e=" + entity + "&from=" + at.getEpochSecond();
                api.serves(query, Snapshots.body(entity, at));
                queries.add(query);
            }
        }
        return queries;
    }
}
