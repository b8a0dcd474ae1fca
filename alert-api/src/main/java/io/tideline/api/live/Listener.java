package io.tideline.api.live;

import io.netty.channel.EventLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One listener: a place in the history that all share, never a queue of its own. It is told of an event as it happens while
 * it keeps up ({@code LIVE}); when its connection takes no more it reads on from the history as soon as it does
 * ({@code READING}); what the history has forgotten is replayed from Kafka ({@code REPLAYING}). Everything here happens on
 * the event loop of its connection.
 */
final class Listener {

    private static final int BATCH = 64;
    private static final long PAUSE_MILLIS = 200;

    private enum Phase {
        STARTING,
        REPLAYING,
        READING,
        LIVE,
        LEFT
    }

    private final HttpServerResponse response;
    private final EventLoop loop;
    private final StreamFilter filter;
    private final Replay replay;
    private final Snapshots snapshots;
    private final FeedMeters meters;
    private final Queue<LiveEvent> backlog = new ArrayDeque<>();

    private Phase phase = Phase.STARTING;
    /** Number of the newest event that it had, or that was none of its business. */
    private long cursor;
    /** Its own position, as long as it is not the same as the feed's; null after that. */
    private @Nullable Position own;

    private @Nullable History history;
    private boolean waitingForDrain;
    private long wroteAt = System.nanoTime();
    private long stalledSince;

    Listener(
            HttpServerResponse response,
            EventLoop loop,
            StreamFilter filter,
            Replay replay,
            Snapshots snapshots,
            FeedMeters meters) {
        this.response = response;
        this.loop = loop;
        this.filter = filter;
        this.replay = replay;
        this.snapshots = snapshots;
        this.meters = meters;
    }

    StreamFilter filter() {
        return filter;
    }

    boolean hasLeft() {
        return phase == Phase.LEFT;
    }

    void leave() {
        phase = Phase.LEFT;
        backlog.clear();
    }

    /** Begins where it left off, or with what is active now if it has no place yet. */
    void begin(History shared, Beginning beginning) {
        if (hasLeft()) {
            return;
        }
        history = shared;
        if (beginning instanceof Beginning.At at
                && at.position().lineage() == shared.end().lineage()) {
            own = at.position();
            catchUp();
        } else if (beginning instanceof Beginning.Since since) {
            replayFrom(since);
        } else {
            if (!(beginning instanceof Beginning.Now)) {
                tellOf(Gap.unknownId(filter.topics()));
            }
            startWithSnapshot();
        }
    }

    /** Takes an event as it happens; false if it has it already, or will read it later. */
    boolean hear(LiveEvent event, long now) {
        if (phase != Phase.LIVE || event.number() <= cursor) {
            return false;
        }
        cursor = event.number();
        wroteAt = now;
        boolean sent = send(event);
        if (response.writeQueueFull()) {
            phase = Phase.READING;
            waitForDrain(this::read);
        }
        return sent;
    }

    void tell(Buffer frame) {
        if (!hasLeft()) {
            response.write(frame);
        }
    }

    void tick(long now, long heartbeat, long stalled, @Nullable LiveEvent newest) {
        if (hasLeft()) {
            return;
        }
        if (waitingForDrain && now - stalledSince > stalled) {
            cut();
            return;
        }
        if (!waitingForDrain && now - wroteAt > heartbeat) {
            wroteAt = now;
            response.write(Frame.HEARTBEAT);
            if (phase == Phase.LIVE && own == null && newest != null && newest.number() > cursor) {
                response.write(Frame.idAlone(newest.after()));
            }
        }
    }

    private void startWithSnapshot() {
        snapshots
                .now(history())
                .emitOn(loop)
                .subscribe()
                .with(this::startWith, error -> retry(this::startWithSnapshot));
    }

    private void startWith(Snapshot snapshot) {
        if (hasLeft()) {
            return;
        }
        if (filter.topics().contains(Topic.ALERTS)) {
            snapshot.events(filter).forEach(response::write);
            if (!snapshot.complete()) {
                response.write(snapshots.incomplete());
            }
        }
        response.write(Frame.idAlone(snapshot.position()));
        own = snapshot.position();
        whenDrained(this::catchUp);
    }

    private void replayFrom(Beginning.Since since) {
        replay.at(since.time())
                .emitOn(loop)
                .subscribe()
                .with(
                        position -> {
                            own = position;
                            catchUp();
                        },
                        error -> retry(() -> replayFrom(since)));
    }

    /** Goes on from its own position: in the shared history if that reaches so far, else from Kafka. */
    private void catchUp() {
        if (hasLeft()) {
            return;
        }
        Optional<History.Missing> missing = history().missing(own(), filter.topics());
        if (missing.isPresent()) {
            backlog.addAll(missing.get().events());
            cursor = missing.get().newest();
            phase = Phase.READING;
            read();
            return;
        }
        phase = Phase.REPLAYING;
        replay.next(own(), filter).emitOn(loop).subscribe().with(this::replayed, error -> retry(this::catchUp));
    }

    private void replayed(Replay.Chunk chunk) {
        if (hasLeft()) {
            return;
        }
        chunk.gap().ifPresent(this::tellOf);
        chunk.events().forEach(event -> response.write(event.frame().bytes()));
        meters.delivered(chunk.events().size());
        own = chunk.after();
        wroteAt = System.nanoTime();
        if (chunk.gap().isPresent() && chunk.gap().get().isAhead()) {
            startWithSnapshot();
        } else if (chunk.isAtEnd()) {
            retry(this::catchUp);
        } else {
            whenDrained(this::catchUp);
        }
    }

    /** Writes from the history as long as the connection takes it; with nothing left it is live. */
    private void read() {
        while (phase == Phase.READING && !response.writeQueueFull()) {
            LiveEvent event = backlog.poll();
            if (event != null) {
                meters.delivered(filter.matches(event.topic(), event.labels()) && send(event) ? 1 : 0);
                wroteAt = System.nanoTime();
            } else if (!readOn()) {
                return;
            }
        }
        if (phase == Phase.READING) {
            waitForDrain(this::read);
        }
    }

    private boolean readOn() {
        Optional<List<LiveEvent>> next = history().after(cursor, filter.topics(), BATCH);
        if (next.isEmpty()) {
            cut();
            return false;
        }
        if (next.get().isEmpty()) {
            phase = Phase.LIVE;
            return false;
        }
        backlog.addAll(next.get());
        cursor = next.get().get(next.get().size() - 1).number();
        return true;
    }

    private boolean send(LiveEvent event) {
        Position before = own;
        if (before == null) {
            response.write(event.frame().bytes());
            return true;
        }
        boolean missed = !before.covers(event.topic(), event.partition(), event.offset());
        Position after = before.max(event.after());
        if (missed) {
            response.write(event.frame().under(after));
        }
        own = event.after().isAtLeast(after) ? null : after;
        return missed;
    }

    private void tellOf(Gap gap) {
        meters.gap();
        response.write(gap.frame());
    }

    private void whenDrained(Runnable next) {
        if (response.writeQueueFull()) {
            waitForDrain(next);
        } else {
            next.run();
        }
    }

    private void waitForDrain(Runnable next) {
        waitingForDrain = true;
        stalledSince = System.nanoTime();
        response.drainHandler(drained -> {
            waitingForDrain = false;
            next.run();
        });
    }

    private void retry(Runnable step) {
        var unused = loop.schedule(
                () -> {
                    if (!hasLeft()) {
                        step.run();
                    }
                },
                PAUSE_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Ends the connection of a listener that is too slow; it comes back by its last id. */
    private void cut() {
        meters.cut();
        leave();
        response.reset();
    }

    private History history() {
        if (history == null) {
            throw new IllegalStateException("The listener has not begun");
        }
        return history;
    }

    private Position own() {
        if (own == null) {
            throw new IllegalStateException("The listener has no position of its own");
        }
        return own;
    }
}
