package io.tideline.fetcher.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An external API whose answers a test writes. */
public final class ScriptedApi implements AutoCloseable {
    /** Writes a body whose length is not announced. */
    public interface Content {
        void write(OutputStream stream) throws IOException, InterruptedException;
    }

    /** What to answer; with an open content, that in place of the body. */
    public record Reply(
            int status, String body, Map<String, String> headers, long delayMillis, Optional<Content> content) {
        public Reply(int status, String body, Map<String, String> headers, long delayMillis) {
            this(status, body, headers, delayMillis, Optional.empty());
        }

        public static Reply ok(String body) {
            return new Reply(200, body, Map.of(), 0);
        }

        public static Reply ok(Content content) {
            return new Reply(200, "", Map.of(), 0, Optional.of(content));
        }

        public static Reply status(int status) {
            return new Reply(status, "no", Map.of(), 0);
        }

        public Reply with(String header, String value) {
            return new Reply(status, body, Map.of(header, value), delayMillis, content);
        }

        public Reply after(long millis) {
            return new Reply(status, body, headers, millis, content);
        }
    }

    /** What was asked. */
    public record Asked(String path, String query, Map<String, List<String>> headers) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Asked, Reply>> replies = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public ScriptedApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new IllegalStateException("No port is free", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void answers(String path, Reply reply) {
        answers(path, request -> reply);
    }

    public void answers(String path, Function<Asked, Reply> reply) {
        replies.put(path, reply);
    }

    /** The requests for a path since the last {@link #forget()}. */
    public List<Asked> asked(String path) {
        return asked.stream().filter(request -> request.path().equals(path)).toList();
    }

    public void forget() {
        asked.clear();
        replies.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = new Asked(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestURI().getQuery()),
                    Map.copyOf(exchange.getRequestHeaders()));
            asked.add(request);
            Reply reply = replies.getOrDefault(request.path(), each -> Reply.status(404))
                    .apply(request);
            Thread.sleep(reply.delayMillis());
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            if (reply.content().isPresent()) {
                exchange.sendResponseHeaders(reply.status(), 0);
                reply.content().get().write(exchange.getResponseBody());
                return;
            }
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
