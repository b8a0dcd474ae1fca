package io.tideline.bench.fetch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Responses of one reading each, in turn about many entities: what a source that is asked often brings. */
record Singles(int readings, Instant start) implements Values {
    @Override
    public void forEach(Consumer<Value> consumer) {
        all().forEach(consumer);
    }

    List<Value> all() {
        return IntStream.range(0, readings).mapToObj(this::value).toList();
    }

    /** The body of the response that has this reading. */
    static byte[] body(Value value) {
        return "[{\"e\":\"%s\",\"t\":\"%s\",\"v\":%s}]"
                .formatted(value.entity(), value.at(), value.value())
                .getBytes(StandardCharsets.UTF_8);
    }

    private Value value(int number) {
        return new Value(Workload.entity(number % BenchSources.ENTITIES), start.plusSeconds(number), number % 40 + 0.5);
    }
}
