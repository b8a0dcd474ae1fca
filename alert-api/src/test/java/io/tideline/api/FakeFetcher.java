package io.tideline.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A fetcher of one source, which is fetched whenever somebody asks; it can go away and come back. */
final class FakeFetcher implements AutoCloseable {

    private final int port;
    private HttpServer server;

    FakeFetcher() {
        server = listening(0);
        port = server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = listening(port);
    }

    private HttpServer listening(int wanted) {
        try {
            HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            opened.createContext("/sources", exchange -> answer(exchange, """
                    [{"name": "fake", "enabled": true, "simulated": false, "schedule": "PT30S",
                      "lastFetch": {"state": "STORED", "startedAt": "%1$s", "finishedAt": "%1$s", "readings": 2, "rejected": 0}}]
                    """.formatted(Instant.now())));
            opened.createContext(
                    "/q/metrics",
                    exchange -> answer(exchange, "tideline_outbox_oldest_seconds{source=\"fake\"} 0.0\n"));
            opened.start();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
