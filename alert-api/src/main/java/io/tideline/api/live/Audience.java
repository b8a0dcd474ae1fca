package io.tideline.api.live;

import io.netty.channel.EventLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.tideline.api.filter.Labels;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All listeners of this process, in one circle for each event loop. The feed talks to circles, circles to listeners. */
@Singleton
class Audience {

    private final LiveConfig config;
    private final FeedMeters meters;
    private final Map<EventLoop, Circle> circles = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> addresses = new ConcurrentHashMap<>();
    private final AtomicInteger listeners = new AtomicInteger();

    /** Why a listener is turned away. */
    enum Refusal {
        FULL,
        TOO_MANY_OF_ONE_ADDRESS
    }

    Audience(LiveConfig config, FeedMeters meters) {
        this.config = config;
        this.meters = meters;
    }

    /** Takes a seat, or tells why there is none; {@link #leave} gives it back. */
    @Nullable
    Refusal enter(String address) {
        if (listeners.incrementAndGet() > config.clients()) {
            listeners.decrementAndGet();
            meters.refused();
            return Refusal.FULL;
        }
        AtomicInteger same = addresses.computeIfAbsent(address, key -> new AtomicInteger());
        if (same.incrementAndGet() > config.clientsPerAddress()) {
            same.decrementAndGet();
            listeners.decrementAndGet();
            meters.refused();
            return Refusal.TOO_MANY_OF_ONE_ADDRESS;
        }
        meters.clients(1);
        return null;
    }

    void leave(String address) {
        listeners.decrementAndGet();
        addresses.computeIfPresent(address, (key, same) -> same.decrementAndGet() == 0 ? null : same);
        meters.clients(-1);
    }

    void stop(@Observes ShutdownEvent event) {
        circles.values().forEach(Circle::close);
    }

    Circle circle(EventLoop loop) {
        return circles.computeIfAbsent(loop, key -> new Circle(key, config, meters));
    }

    void hear(LiveEvent event) {
        circles.values().forEach(circle -> circle.hear(event));
    }

    /** Says an event that has no place in the history to whoever would hear it. */
    void tell(Topic topic, Labels labels, Buffer frame) {
        for (Circle circle : circles.values()) {
            circle.loop().execute(() -> circle.tell(topic, labels, frame));
        }
    }

    /** Says something to everybody that has no place in the history. */
    void tell(Buffer frame) {
        for (Circle circle : circles.values()) {
            circle.loop().execute(() -> circle.tell(frame));
        }
    }
}
