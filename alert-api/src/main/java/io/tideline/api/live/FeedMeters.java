package io.tideline.api.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what goes through the feed and out to listeners. */
@ApplicationScoped
class FeedMeters {

    private final Map<Topic, Counter> heard = new EnumMap<>(Topic.class);
    private final Map<Topic, Counter> repeated = new EnumMap<>(Topic.class);
    private final Map<Topic, Counter> unreadable = new EnumMap<>(Topic.class);
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong clients = new AtomicLong();
    private final Counter delivered;
    private final Counter cut;
    private final Counter refused;
    private final Counter replays;
    private final Counter gaps;

    FeedMeters(MeterRegistry registry) {
        for (Topic topic : Topic.values()) {
            heard.put(topic, registry.counter("tideline.feed.events", "topic", topic.title()));
            repeated.put(topic, registry.counter("tideline.feed.repeated", "topic", topic.title()));
            unreadable.put(topic, registry.counter("tideline.feed.unreadable", "topic", topic.title()));
        }
        registry.gauge("tideline.feed.lag", lag);
        registry.gauge("tideline.live.clients", clients);
        delivered = registry.counter("tideline.live.delivered");
        cut = registry.counter("tideline.live.cut");
        refused = registry.counter("tideline.live.refused");
        replays = registry.counter("tideline.live.replays");
        gaps = registry.counter("tideline.live.gaps");
    }

    @SuppressWarnings("NullAway") // every topic has its counters from the start
    void heard(Topic topic) {
        heard.get(topic).increment();
    }

    @SuppressWarnings("NullAway")
    void repeated(Topic topic) {
        repeated.get(topic).increment();
    }

    @SuppressWarnings("NullAway")
    void unreadable(Topic topic) {
        unreadable.get(topic).increment();
    }

    void lag(long records) {
        lag.set(records);
    }

    long lag() {
        return lag.get();
    }

    void clients(long change) {
        clients.addAndGet(change);
    }

    void delivered(int events) {
        delivered.increment(events);
    }

    void cut() {
        cut.increment();
    }

    void refused() {
        refused.increment();
    }

    void replayed() {
        replays.increment();
    }

    void gap() {
        gaps.increment();
    }
}
