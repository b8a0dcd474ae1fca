package io.tideline.bench.fetch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One reading of every entity at each of some instants, a minute apart: what a fetch brings that asks about each entity. */
record Snapshots(int count, Instant start) implements Values {
    @Override
    public int readings() {
        return count * BenchSources.ENTITIES;
    }

    @Override
    public void forEach(Consumer<Value> consumer) {
        for (Instant at : instants()) {
            for (int entity = 0; entity < BenchSources.ENTITIES; entity++) {
                consumer.accept(new Value(Workload.entity(entity), at, value(entity)));
            }
        }
    }

    List<Instant> instants() {
        return IntStream.range(0, count)
                .mapToObj(i -> start.plusSeconds(60L * i))
                .toList();
    }

    /** The body of the response about that entity at that instant. */
    static byte[] body(int entity, Instant at) {
        return "{\"timestamp\":\"%s\",\"temperature\":{\"unitCode\":\"wmoUnit:degC\",\"value\":%s}}"
                .formatted(at, value(entity))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static double value(int entity) {
        return entity % 40 + 0.5;
    }
}
