package io.tideline.bench.fetch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Hourly values of many entities over a week: what one fetch brings. */
record Workload(int entities, Instant start) implements Values {
    static final int HOURS = 168;

    @Override
    public int readings() {
        return entities * HOURS;
    }

    static String entity(int number) {
        return "station-%04d".formatted(number);
    }

    /** Every reading, entity by entity, as the payloads have them. */
    @Override
    public void forEach(Consumer<Value> consumer) {
        for (int entity = 0; entity < entities; entity++) {
            for (int hour = 0; hour < HOURS; hour++) {
                consumer.accept(new Value(entity(entity), start.plusSeconds(3600L * hour), value(entity, hour)));
            }
        }
    }

    /** The body of the request about that many entities from the first on. */
    byte[] body(int first, int count) {
        String times = String.join(
                ",",
                IntStream.range(0, HOURS)
                        .mapToObj(hour -> "\"" + local(hour) + "\"")
                        .toList());
        StringBuilder body = new StringBuilder("[");
        for (int entity = first; entity < Math.min(first + count, entities); entity++) {
            body.append(entity == first ? "" : ",").append(document(times, entity));
        }
        return body.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }

    private String document(String times, int entity) {
        List<String> values = IntStream.range(0, HOURS)
                .mapToObj(hour -> Double.toString(value(entity, hour)))
                .toList();
        return "{\"latitude\":52.5,\"utc_offset_seconds\":0,\"hourly_units\":{\"temperature_2m\":\"°C\"},\"hourly\":{\"time\":["
                + times + "],\"temperature_2m\":[" + String.join(",", values) + "]}}";
    }

    private LocalDateTime local(int hour) {
        return LocalDateTime.ofInstant(start.plusSeconds(3600L * hour), ZoneOffset.UTC);
    }

    private static double value(int entity, int hour) {
        return Math.round((15 + 10 * Math.sin(hour / 24.0 * 2 * Math.PI) + entity % 17) * 10) / 10.0;
    }
}
