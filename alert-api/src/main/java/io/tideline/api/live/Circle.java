package io.tideline.api.live;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.tideline.api.filter.Labels;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The listeners of one event loop. All but the taking of events happens on that loop, so nothing here is locked. */
final class Circle {

    private static final long TICK_MILLIS = 500;
    /** The most events of one write: together they must not fill a listener's buffer. */
    private static final int TOGETHER = 32;

    private final EventLoop loop;
    private final LiveConfig config;
    private final FeedMeters meters;
    private final Map<StreamFilter, List<Listener>> listeners = new HashMap<>();
    private final Queue<LiveEvent> unheard = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final ScheduledFuture<?> ticking;
    private @Nullable LiveEvent newest;

    Circle(EventLoop loop, LiveConfig config, FeedMeters meters) {
        this.loop = loop;
        this.config = config;
        this.meters = meters;
        this.ticking = loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    EventLoop loop() {
        return loop;
    }

    void close() {
        ticking.cancel(false);
    }

    void join(Listener listener) {
        listeners
                .computeIfAbsent(listener.filter(), filter -> new ArrayList<>())
                .add(listener);
    }

    /** Takes an event from the feed, on whatever thread; events that come while the loop is busy are written together. */
    void hear(LiveEvent event) {
        unheard.add(event);
        if (called.compareAndSet(false, true)) {
            loop.execute(this::hearAll);
        }
    }

    private void hearAll() {
        called.set(false);
        List<LiveEvent> events = new ArrayList<>();
        for (LiveEvent event = unheard.poll(); event != null; event = unheard.poll()) {
            events.add(event);
            if (events.size() == TOGETHER) {
                hear(events);
                events = new ArrayList<>();
            }
        }
        if (!events.isEmpty()) {
            hear(events);
        }
    }

    /** One match for all listeners with the same filter, one buffer for all of them. */
    private void hear(List<LiveEvent> events) {
        newest = events.get(events.size() - 1);
        int delivered = 0;
        for (Map.Entry<StreamFilter, List<Listener>> alike : listeners.entrySet()) {
            Batch batch = Batch.of(events, alike.getKey());
            if (!batch.isEmpty()) {
                for (Listener listener : alike.getValue()) {
                    delivered += listener.hear(batch);
                }
            }
        }
        meters.delivered(delivered);
    }

    void tell(Buffer frame) {
        for (List<Listener> alike : listeners.values()) {
            alike.forEach(listener -> listener.tell(frame));
        }
    }

    void tell(Topic topic, Labels labels, Buffer frame) {
        for (Map.Entry<StreamFilter, List<Listener>> alike : listeners.entrySet()) {
            if (alike.getKey().matches(topic, labels)) {
                alike.getValue().forEach(listener -> listener.tell(frame));
            }
        }
    }

    /** Sends heartbeats, cuts who is stalled, forgets who has left. */
    private void tick() {
        long now = System.nanoTime();
        for (List<Listener> alike : listeners.values()) {
            for (Listener listener : alike) {
                listener.tick(
                        now, config.heartbeat().toNanos(), config.stalled().toNanos(), newest);
            }
            alike.removeIf(Listener::hasLeft);
        }
        listeners.values().removeIf(List::isEmpty);
    }
}
