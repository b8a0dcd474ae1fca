package io.tideline.api.live;

import io.tideline.api.filter.Labels;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The alerts that are active at a position of the feed.
 *
 * @param complete false if Cassandra did not answer: then these are only the alerts that the feed has read itself
 */
record Snapshot(Position position, List<Active> alerts, boolean complete) {

    /** One active alert, encoded for all. */
    record Active(Labels labels, Buffer frame) {}

    List<Buffer> events(StreamFilter filter) {
        return alerts.stream()
                .filter(alert -> filter.matchers().matches(alert.labels()))
                .map(Active::frame)
                .toList();
    }
}
