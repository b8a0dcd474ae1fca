package io.tideline.bench.fetch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Serves bodies that were written before the clock starts, by their query. */
final class PreparedApi implements AutoCloseable {
    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    private final HttpServer server;

    PreparedApi() throws IOException {
        // The head and the body are two writes: the second would wait for the acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newFixedThreadPool(8, PreparedApi::daemon));
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = bodies.getOrDefault(exchange.getRequestURI().getQuery(), new byte[0]);
                exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void serves(String query, byte[] body) {
        bodies.put(query, body);
    }

    void forget() {
        bodies.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "bench-api");
        thread.setDaemon(true);
        return thread;
    }
}
