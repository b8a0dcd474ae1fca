package io.tideline.api.live;

import io.netty.channel.EventLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/**
 * The way to one listener: it takes bytes until its bounded buffer is full, tells when it takes more, and knows for how long it
 * has taken none. Everything here happens on its event loop.
 */
final class Connection {

    private static final long PAUSE_MILLIS = 200;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final EventLoop loop;
    private boolean waitingForDrain;
    private boolean closed;
    private long wroteAt = System.nanoTime();
    private long stalledSince;

    Connection(HttpServerRequest request, EventLoop loop) {
        this.request = request;
        this.response = request.response();
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

    /**
     * Ends it from this side, at once, past the handler of Vert.x, which would first write what waits: for ever, if the listener reads
     * nothing. A stream of HTTP/2 shares its connection with others, and can be reset alone.
     */
    void reset() {
        closed = true;
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset();
            return;
        }
        var unused =
                ((ConnectionBase) request.connection()).channelHandlerContext().close();
    }
}
