package io.tideline.bench.backfill;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/** Weather stations with hourly temperatures, read as CSV from the simulator in the shape of Open-Meteo's archive. */
record Stations(int count) {
    static final String SOURCE = "stations";
    static final String DAG = "fetch_" + SOURCE;
    static final Duration INTERVAL = Duration.ofDays(14);

    /** Declares them in a file in the folder. The daily limit is there to count the requests. */
    Path declare(Path folder) throws IOException {
        String entities = IntStream.range(0, count).mapToObj(Stations::entity).collect(joining(", "));
        return Files.writeString(folder.resolve("sources.yaml"), """
                sources:
                  %s:
                    description: Simulated weather stations for a backfill. Not real data.
                    simulated: true
                    url: ${SIMULATOR_URL}/v1/forecast?latitude={latitude}&longitude={longitude}&start_date={fromDate}&end_date={toDate}&hourly=temperature_2m&timezone=GMT&format=csv
                    allowPrivateAddresses: true
                    schedule: P%dD
                    format: csv
                    limits: {perSecond: 200, perDay: 1000000, parallel: 4}
                    entities: [%s]
                    mapping:
                      csv: header-after-blank-line
                      time: {at: time, offsetAt: /utc_offset_seconds}
                      missing: [NaN]
                      metrics: {temperature: temperature_2m}
                """.formatted(SOURCE, INTERVAL.toDays(), entities));
    }

    /** How many readings the intervals of so many runs hold. */
    long readings(int runs) {
        return runs * INTERVAL.toHours() * count;
    }

    static Instant end(Instant from, int runs) {
        return from.plus(INTERVAL.multipliedBy(runs));
    }

    private static String entity(int number) {
        return "{name: station-%d, latitude: %d, longitude: %d}"
                .formatted(number, number * 7 % 120 - 60, number * 37 % 360 - 180);
    }
}
