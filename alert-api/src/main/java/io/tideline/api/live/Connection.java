package io.tideline.api.live;

import io.netty.channel.EventLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;

/**
 * The way to one listener: it takes bytes until its bounded buffer is full, tells when it takes more, and knows for how long it
 * has taken none. Everything here happens on its event loop.
 */
final class Connection {

    private static final long PAUSE_MILLIS = 200;

    private final HttpServerResponse response;
    private final EventLoop loop;
    private boolean waitingForDrain;
    private boolean closed;
    private long wroteAt = System.nanoTime();
    private long stalledSince;

    Connection(HttpServerResponse response, EventLoop loop) {
        this.response = response;
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    boolean isClosed() {
        return closed;
    }

    void write(Buffer bytes) {
        if (!closed) {
            wroteAt = System.nanoTime();
            response.write(bytes);
        }
    }

    boolean isFull() {
        return response.writeQueueFull();
    }

    /** Goes on as soon as the connection takes more, which may be now. */
    void whenDrained(Runnable next) {
        if (isFull()) {
            waitForDrain(next);
        } else {
            next.run();
        }
    }

    void waitForDrain(Runnable next) {
        waitingForDrain = true;
        stalledSince = System.nanoTime();
        response.drainHandler(drained -> {
            waitingForDrain = false;
            next.run();
        });
    }

    /** Does a step a little later, unless the listener has left by then. */
    void later(Runnable step) {
        var unused = loop.schedule(
                () -> {
                    if (!closed) {
                        step.run();
                    }
                },
                PAUSE_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    boolean isStalled(long now, long longest) {
        return waitingForDrain && now - stalledSince > longest;
    }

    /** Whether it could take something and got nothing for so long. */
    boolean isSilent(long now, long longest) {
        return !waitingForDrain && now - wroteAt > longest;
    }

    /** Notes that the listener has gone. */
    void close() {
        closed = true;
    }

    /** Ends it from this side. */
    void reset() {
        closed = true;
        response.reset();
    }
}
