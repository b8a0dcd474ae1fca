package io.tideline.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    /** More than both ends of a socket hold. */
    private static final Buffer TOO_MUCH = Buffer.buffer(new byte[32 << 20]);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CompletableFuture<Connection> full = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    @Test
    void endsAtOnceAlsoIfTheListenerReadsNothing() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (Socket listener = new Socket()) {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(this::fill)
                    .listen(0, InetAddress.getLoopbackAddress().getHostAddress())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            listener.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
            listener.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Connection connection =
                    full.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            assertThat(connection.isFull()).isTrue();

            connection.loop().execute(connection::reset);

            assertThat(closed).succeedsWithin(PATIENCE);
            assertThat(connection.isClosed()).isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void fill(HttpServerRequest request) {
        EventLoop loop = ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
        Connection connection = new Connection(request, loop);
        request.response().setChunked(true).closeHandler(end -> closed.complete("closed"));
        connection.write(TOO_MUCH);
        full.complete(connection);
    }
}
