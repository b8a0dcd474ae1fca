package io.tideline.api.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest events of every topic in memory: what all listeners share. A listener that is behind reads here at its own
 * pace; one that is further behind than this reaches has to replay from Kafka. Written by the feed alone, read by all.
 */
final class History {

    private final int capacity;
    private final Map<Topic, NavigableMap<Long, LiveEvent>> events = new EnumMap<>(Topic.class);
    private final Map<Topic, Long> forgotten = new EnumMap<>(Topic.class);
    private Position start;
    private Position end;
    private long newest;

    /** The events that a position lacks, and the number of the newest event of all when they were looked up. */
    record Missing(List<LiveEvent> events, long newest) {}

    /** Begins at a position, empty, with room for so many events of each topic. */
    History(Position start, int capacity) {
        this.capacity = capacity;
        this.start = start;
        this.end = start;
        for (Topic topic : Topic.values()) {
            events.put(topic, new TreeMap<>());
            forgotten.put(topic, 0L);
        }
    }

    synchronized void add(LiveEvent event) {
        NavigableMap<Long, LiveEvent> kept = of(event.topic());
        kept.put(event.number(), event);
        end = event.after();
        newest = event.number();
        if (kept.size() > capacity) {
            LiveEvent oldest = kept.pollFirstEntry().getValue();
            start = start.with(oldest.topic(), oldest.partition(), oldest.offset() + 1);
            forgotten.put(oldest.topic(), oldest.number());
        }
    }

    /** Notes that the feed passed records that led to no event. */
    synchronized void passed(Position position) {
        end = position;
    }

    /** The position after the newest event. */
    synchronized Position end() {
        return end;
    }

    /**
     * The events of these topics after a position, in order; nothing if the position lies before the oldest event that is
     * kept, or ahead of the feed.
     */
    synchronized Optional<Missing> missing(Position position, Collection<Topic> topics) {
        if (!position.isAtLeast(start, topics) || !end.isAtLeast(position, topics)) {
            return Optional.empty();
        }
        List<LiveEvent> found = new ArrayList<>();
        for (Topic topic : topics) {
            for (LiveEvent event : of(topic).descendingMap().values()) {
                if (position.isAtLeast(event.after(), List.of(topic))) {
                    break;
                }
                if (!position.covers(topic, event.partition(), event.offset())) {
                    found.add(event);
                }
            }
        }
        found.sort(Comparator.comparingLong(LiveEvent::number));
        return Optional.of(new Missing(found, newest));
    }

    /** The events of these topics after a number, in order, at most so many; nothing if some of them are forgotten. */
    synchronized Optional<List<LiveEvent>> after(long number, Collection<Topic> topics, int most) {
        List<LiveEvent> found = new ArrayList<>();
        for (Topic topic : topics) {
            if (forgotten.getOrDefault(topic, 0L) > number) {
                return Optional.empty();
            }
            of(topic).tailMap(number, false).values().stream().limit(most).forEach(found::add);
        }
        found.sort(Comparator.comparingLong(LiveEvent::number));
        return Optional.of(found.size() > most ? found.subList(0, most) : found);
    }

    @SuppressWarnings("NullAway") // every topic has its map from the start
    private NavigableMap<Long, LiveEvent> of(Topic topic) {
        return events.get(topic);
    }
}
