package io.tideline.api;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The metrics of a driver whose query {@code windows} has died, and whose query {@code flags} has died and runs again. */
final class FakeDriver implements AutoCloseable {

    private static final String METRICS = """
            {"version": "4.0.0", "gauges": {
              "tideline.driver.queries.alerts.lastError": {"value": ""},
              "tideline.driver.queries.alerts.lastErrorAt": {"value": ""},
              "tideline.driver.queries.flags.lastError": {"value": "TimeoutException: no answer"},
              "tideline.driver.queries.flags.lastErrorAt": {"value": "2026-01-01T11:00:00Z"},
              "tideline.driver.queries.windows.lastError": {"value": "InvalidQueryException: table reading_window is missing"},
              "tideline.driver.queries.windows.lastErrorAt": {"value": "2026-01-01T12:00:00.123Z"},
              "tideline.driver.spark.streaming.alerts.latency": {"value": 20},
              "tideline.driver.spark.streaming.flags.latency": {"value": 10}
            }}
            """;

    private final HttpServer server;

    FakeDriver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/metrics/json/", exchange -> {
            try (exchange) {
                byte[] body = METRICS.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
