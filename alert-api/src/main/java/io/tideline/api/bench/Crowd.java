package io.tideline.api.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Many listeners of one stream, over plain sockets. Every event names its number and the time at which it was published, as
 * {@code bench-NUMBER-MILLIS.}; each listener checks that none is missing and all come in order.
 */
final class Crowd {

    private static final byte[] MARK = "bench-".getBytes(StandardCharsets.US_ASCII);
    /** Connections that are being opened at the same time. */
    private static final int AT_ONCE = 200;

    final AtomicInteger held = new AtomicInteger();
    final AtomicInteger lost = new AtomicInteger();
    final AtomicLong faults = new AtomicLong();
    final AtomicLong received = new AtomicLong();
    volatile Latencies latencies = new Latencies();

    private final NetClient client;
    private final int port;
    private final String path;

    Crowd(Vertx vertx, int port, String path) {
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(30_000));
        this.port = port;
        this.path = path;
    }

    /** Opens so many connections and returns when each has answered or failed. */
    void gather(int listeners) throws InterruptedException {
        Semaphore opening = new Semaphore(AT_ONCE);
        for (int i = 0; i < listeners; i++) {
            opening.acquire();
            client.connect(port, "127.0.0.1")
                    .onSuccess(socket -> listen(socket, opening))
                    .onFailure(error -> {
                        lost.incrementAndGet();
                        opening.release();
                    });
        }
        opening.acquire(AT_ONCE);
    }

    void disperse() {
        client.close();
    }

    private void listen(NetSocket socket, Semaphore opening) {
        Ear ear = new Ear(opening);
        socket.handler(ear::hear);
        socket.exceptionHandler(error -> {});
        socket.closeHandler(closed -> ear.close());
        socket.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n");
    }

    /** What one listener hears, byte by byte, since an event may come in pieces. */
    private final class Ear {

        private @Nullable Semaphore opening;
        private int matched;
        private long number;
        private long time;
        private int part;
        private long last = -1;
        private boolean open;

        Ear(Semaphore opening) {
            this.opening = opening;
        }

        void hear(Buffer bytes) {
            if (opening != null) {
                begin(bytes);
            }
            for (int i = 0; i < bytes.length(); i++) {
                take(bytes.getByte(i));
            }
        }

        private void begin(Buffer bytes) {
            open = bytes.length() > 12 && bytes.getString(9, 12).equals("200");
            (open ? held : lost).incrementAndGet();
            release();
        }

        void close() {
            if (open) {
                held.decrementAndGet();
            }
            if (open || opening != null) {
                lost.incrementAndGet();
            }
            open = false;
            release();
        }

        private void release() {
            if (opening != null) {
                opening.release();
                opening = null;
            }
        }

        private void take(byte b) {
            if (matched < MARK.length) {
                matched = b == MARK[matched] ? matched + 1 : (b == MARK[0] ? 1 : 0);
                number = 0;
                time = 0;
                part = 0;
            } else if (b == '-') {
                part = 1;
            } else if (b >= '0' && b <= '9') {
                if (part == 0) {
                    number = number * 10 + b - '0';
                } else {
                    time = time * 10 + b - '0';
                }
            } else {
                matched = 0;
                heard();
            }
        }

        private void heard() {
            received.incrementAndGet();
            if (last >= 0 && number != last + 1) {
                faults.incrementAndGet();
            }
            last = number;
            latencies.add(System.currentTimeMillis() - time);
        }
    }
}
