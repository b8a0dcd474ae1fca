package io.tideline.api.live;

import io.tideline.api.filter.Labels;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The alerts that are active at a position of the feed.
 *
 * @param complete false if Cassandra did not answer: then these are only the alerts that the feed has read itself
 */
record Snapshot(Position position, List<Active> alerts, boolean complete) {

    /** One active alert, encoded for all. */
    record Active(Labels labels, Buffer frame) {}

    /**
     * What a listener gets to begin with: its alerts, the last of them under the position as its id, so that a listener that comes
     * back gets none of them again, and one that lost the connection before gets them all. Without alerts the id comes alone.
     */
    List<Buffer> frames(StreamFilter filter) {
        List<Buffer> frames = alerts.stream()
                .filter(alert -> filter.matches(Topic.ALERTS, alert.labels()))
                .map(Active::frame)
                .collect(Collectors.toCollection(ArrayList::new));
        frames.add(
                frames.isEmpty() ? Frame.idAlone(position) : Frame.withId(frames.remove(frames.size() - 1), position));
        return frames;
    }
}
