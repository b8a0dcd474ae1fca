package io.tideline.api.live;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Events that are written together, since they came while the event loop was busy: one write to each listener for all of them. */
record Batch(List<LiveEvent> events, Buffer bytes) {

    /** The events of a list that a filter lets through; at least one of them, or the batch is empty. */
    static Batch of(List<LiveEvent> events, StreamFilter filter) {
        List<LiveEvent> wanted = events.stream()
                .filter(event -> filter.matches(event.topic(), event.labels()))
                .toList();
        return new Batch(wanted, wanted.size() == 1 ? wanted.get(0).frame().bytes() : joined(wanted));
    }

    private static Buffer joined(List<LiveEvent> events) {
        Buffer all = Buffer.buffer();
        events.forEach(event -> all.appendBuffer(event.frame().bytes()));
        return all;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    long first() {
        return events.get(0).number();
    }

    long last() {
        return events.get(events.size() - 1).number();
    }
}
