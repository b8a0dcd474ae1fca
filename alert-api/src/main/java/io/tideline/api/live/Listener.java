package io.tideline.api.live;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One listener: a place in the history that all share, never a queue of its own. It is told of an event as it happens while
 * it keeps up ({@code LIVE}); when its connection takes no more it reads on from the history as soon as it does
 * ({@code READING}); what the history has forgotten is replayed from Kafka ({@code REPLAYING}). Everything here happens on
 * the event loop of its connection.
 */
final class Listener {

    private static final int BATCH = 64;

    private enum Phase {
        STARTING,
        REPLAYING,
        READING,
        LIVE
    }

    private final Connection connection;
    private final StreamFilter filter;
    private final Replay replay;
    private final Snapshots snapshots;
    private final FeedMeters meters;
    private final Queue<LiveEvent> backlog = new ArrayDeque<>();
    private final Seam seam = new Seam();

    private Phase phase = Phase.STARTING;
    /** Number of the newest event that it had, or that was none of its business. */
    private long cursor;

    private @Nullable History history;

    Listener(Connection connection, StreamFilter filter, Replay replay, Snapshots snapshots, FeedMeters meters) {
        this.connection = connection;
        this.filter = filter;
        this.replay = replay;
        this.snapshots = snapshots;
        this.meters = meters;
    }

    StreamFilter filter() {
        return filter;
    }

    boolean hasLeft() {
        return connection.isClosed();
    }

    void leave() {
        connection.close();
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
            seam.at(at.position());
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

    /** Takes events as they happen, and gives how many were sent: not those that it has already, or will read later. */
    int hear(Batch batch) {
        if (phase == Phase.LIVE && seam.isClosed() && batch.first() > cursor && !hasLeft()) {
            cursor = batch.last();
            connection.write(batch.bytes());
            readOnIfFull();
            return batch.events().size();
        }
        int sent = 0;
        for (LiveEvent event : batch.events()) {
            sent += hear(event) ? 1 : 0;
        }
        return sent;
    }

    private boolean hear(LiveEvent event) {
        if (phase != Phase.LIVE || event.number() <= cursor || hasLeft()) {
            return false;
        }
        cursor = event.number();
        boolean sent = send(event);
        readOnIfFull();
        return sent;
    }

    private void readOnIfFull() {
        if (connection.isFull()) {
            phase = Phase.READING;
            connection.waitForDrain(this::read);
        }
    }

    void tell(Buffer frame) {
        connection.write(frame);
    }

    void tick(long now, long heartbeat, long stalled, @Nullable LiveEvent newest) {
        if (hasLeft()) {
            return;
        }
        if (connection.isStalled(now, stalled)) {
            cut();
            return;
        }
        if (connection.isSilent(now, heartbeat)) {
            connection.write(Frame.heartbeat());
            if (phase == Phase.LIVE && seam.isClosed() && newest != null && newest.number() > cursor) {
                connection.write(Frame.idAlone(newest.after()));
            }
        }
    }

    private void startWithSnapshot() {
        snapshots
                .now(history())
                .emitOn(connection.loop())
                .subscribe()
                .with(this::startWith, error -> connection.later(this::startWithSnapshot));
    }

    private void startWith(Snapshot snapshot) {
        if (hasLeft()) {
            return;
        }
        snapshot.frames(filter).forEach(connection::write);
        if (filter.topics().contains(Topic.ALERTS) && !snapshot.complete()) {
            connection.write(snapshots.incomplete());
        }
        seam.at(snapshot.position());
        connection.whenDrained(this::catchUp);
    }

    private void replayFrom(Beginning.Since since) {
        replay.at(since.time())
                .emitOn(connection.loop())
                .subscribe()
                .with(
                        position -> {
                            seam.at(position);
                            catchUp();
                        },
                        error -> connection.later(() -> replayFrom(since)));
    }

    /** Goes on from its own position: in the shared history if that reaches so far, else from Kafka. */
    private void catchUp() {
        if (hasLeft()) {
            return;
        }
        Optional<History.Missing> missing = history().missing(seam.position(), filter.topics());
        if (missing.isPresent()) {
            backlog.addAll(missing.get().events());
            cursor = missing.get().newest();
            phase = Phase.READING;
            read();
            return;
        }
        phase = Phase.REPLAYING;
        replay.next(seam.position(), filter)
                .emitOn(connection.loop())
                .subscribe()
                .with(this::replayed, error -> connection.later(this::catchUp));
    }

    private void replayed(Replay.Chunk chunk) {
        if (hasLeft()) {
            return;
        }
        chunk.gap().ifPresent(this::tellOf);
        chunk.events().forEach(event -> connection.write(event.frame().bytes()));
        meters.delivered(chunk.events().size());
        seam.at(chunk.after());
        if (chunk.gap().isPresent() && chunk.gap().get().isAhead()) {
            startWithSnapshot();
        } else if (chunk.isAtEnd()) {
            connection.later(this::catchUp);
        } else {
            connection.whenDrained(this::catchUp);
        }
    }

    /** Writes from the history as long as the connection takes it; with nothing left it is live. */
    private void read() {
        while (phase == Phase.READING && !hasLeft() && !connection.isFull()) {
            LiveEvent event = backlog.poll();
            if (event != null) {
                meters.delivered(filter.matches(event.topic(), event.labels()) && send(event) ? 1 : 0);
            } else if (!readOn()) {
                return;
            }
        }
        if (phase == Phase.READING && !hasLeft()) {
            connection.waitForDrain(this::read);
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
        Optional<Buffer> bytes = seam.bytes(event);
        bytes.ifPresent(connection::write);
        return bytes.isPresent();
    }

    private void tellOf(Gap gap) {
        meters.gap();
        connection.write(gap.frame());
    }

    /** Ends the connection of a listener that is too slow; it comes back by its last id. */
    private void cut() {
        meters.cut();
        leave();
        connection.reset();
    }

    private History history() {
        if (history == null) {
            throw new IllegalStateException("The listener has not begun");
        }
        return history;
    }
}
