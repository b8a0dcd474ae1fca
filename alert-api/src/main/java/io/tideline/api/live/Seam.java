package io.tideline.api.live;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where what a listener had before it came meets what the feed tells: it has a position of its own until the feed has passed all
 * of that.
 */
final class Seam {

    private @Nullable Position own;

    /** The listener has had everything before this position, whatever the feed tells. */
    void at(Position position) {
        own = position;
    }

    /** Whether the listener is where the feed is, so that it gets every event as it is. */
    boolean isClosed() {
        return own == null;
    }

    Position position() {
        if (own == null) {
            throw new IllegalStateException("The listener has no position of its own");
        }
        return own;
    }

    /** The bytes of the next event of the feed for this listener; nothing if it has had that event. */
    Optional<Buffer> bytes(LiveEvent event) {
        Position before = own;
        if (before == null) {
            return Optional.of(event.frame().bytes());
        }
        Position after = before.max(event.after());
        own = event.after().isAtLeast(after) ? null : after;
        return before.covers(event.topic(), event.partition(), event.offset())
                ? Optional.empty()
                : Optional.of(event.frame().under(after));
    }
}
