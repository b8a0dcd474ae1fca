package io.tideline.bench.fetch;

import java.time.Instant;
import java.util.function.Consumer;

/** Readings that the fetcher keeps and the ceilings write, the same ones and in the same order. */
interface Values {
    /** One reading. */
    record Value(String entity, Instant at, double value) {}

    int readings();

    void forEach(Consumer<Value> consumer);
}
