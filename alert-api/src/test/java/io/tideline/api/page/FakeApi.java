package io.tideline.api.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * An alert API that says what a test wants the pages to hear: the pages themselves from the class path, JSON in the shapes of
 * docs/architecture.md, and a stream that can be cut.
 */
final class FakeApi implements AutoCloseable {

    static final String PASSWORD = "correct horse";
    private static final String OPERATOR =
            "Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

    final Map<String, Map<String, Object>> alerts = new ConcurrentHashMap<>();
    /** Path and query of every question about the pipeline or about one series. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final List<String> changes = new CopyOnWriteArrayList<>();
    /** What each change said. */
    final List<String> bodies = new CopyOnWriteArrayList<>();

    volatile boolean cassandraIsDown;
    /** Why every change is refused; empty where none is. */
    volatile String refusal = "";
    /** What the list of series waits for before it is told. */
    volatile CountDownLatch series = new CountDownLatch(0);
    /** Whether no alert has come to the history yet. */
    volatile boolean historyIsBehind;

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final int entities;
    private final FakeStream stream = new FakeStream();

    private FakeApi(HttpServer server, int entities) {
        this.server = server;
        this.entities = entities;
    }

    /** Serves so many entities with two series each, on a free port of the loopback address. */
    static FakeApi start(int entities) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeApi api = new FakeApi(server, entities);
            server.setExecutor(api.threads);
            server.createContext("/", api::answer);
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Makes an alert fire, and tells the listeners. */
    void fire(String id, int entity, String severity) {
        tell(id, Samples.alert(id, entity, severity));
    }

    /** Adds an alert that everybody knows already. */
    void hold(String id, int entity, String severity) {
        alerts.put(id, Samples.alert(id, entity, severity));
    }

    /** Makes an alert about the pipeline itself fire. */
    void breakSpark(String id) {
        tell(id, Samples.stuckSpark(id));
    }

    /** Tells the listeners of an end that the tables do not have yet. */
    void end(String id) {
        Map<String, Object> over = new LinkedHashMap<>(alerts.get(id));
        over.put("state", "RESOLVED");
        over.put("endsAt", Instant.now().toString());
        over.put("sequence", 3);
        stream.publish("alert", written(over));
    }

    void flag(String id, int entity) {
        stream.publish("flag", written(Samples.flag(id, entity)));
    }

    /** Ends every open stream; new ones are refused until {@link #mend}. */
    void cut() {
        stream.cut();
    }

    void mend() {
        stream.mend();
    }

    /** Whoever comes back to the stream is told that what was missed is gone. */
    void forget() {
        stream.forget();
    }

    private void tell(String id, Map<String, Object> alert) {
        alerts.put(id, alert);
        stream.publish("alert", written(alert));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/live") || path.endsWith("/stream")) {
                stream.answer(exchange);
            } else if (exchange.getRequestMethod().equals("GET")) {
                read(exchange, path);
            } else {
                change(exchange, path);
            }
        }
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        String name = path.equals("/") ? "/index.html" : path;
        if (name.indexOf('.') > 0) {
            file(exchange, name);
            return;
        }
        if (path.equals("/me")) {
            boolean known = OPERATOR.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            send(
                    exchange,
                    known ? 200 : 401,
                    known ? Map.of("name", "operator", "roles", List.of("operator")) : Map.of());
        } else if (cassandraIsDown) {
            send(exchange, 503, Map.of("title", "Unavailable", "detail", "Cassandra does not answer."));
        } else {
            if (path.startsWith("/control/") || path.startsWith("/series/")) {
                asked.add(exchange.getRequestURI().toString().replace("%3A", ":"));
            }
            if (path.equals("/series")) {
                until(series);
            }
            Object body = body(exchange.getRequestURI());
            send(exchange, body == null ? 404 : 200, body == null ? Map.of("title", "Not found") : body);
        }
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        try (InputStream file = FakeApi.class.getResourceAsStream("/META-INF/resources" + name)) {
            if (file == null) {
                send(exchange, 404, "text/plain", new byte[0]);
                return;
            }
            String ending = name.substring(name.lastIndexOf('.') + 1);
            send(exchange, 200, TYPES.getOrDefault(ending, "text/plain"), file.readAllBytes());
        }
    }

    private Object body(URI uri) {
        String path = uri.getPath();
        return switch (path) {
            case "/alerts" -> Samples.page(List.copyOf(alerts.values()));
            case "/alerts/history" -> Samples.page(historyIsBehind ? List.of() : List.copyOf(alerts.values()));
            case "/series" ->
                Samples.page(IntStream.range(0, entities)
                        .boxed()
                        .flatMap(i -> List.of(Samples.series(i, "temperature"), Samples.series(i, "humidity")).stream())
                        .toList());
            case "/sources" -> Samples.page(entities == 0 ? List.of() : List.of(Samples.source(entities)));
            case "/rules" -> Samples.page(List.of(Samples.rule()));
            case "/rules/heat" -> Samples.rule();
            default ->
                path.startsWith("/control/")
                        ? FakeControl.body(path, uri.getQuery())
                        : path.startsWith("/series/")
                                ? seriesBody(uri)
                                : alerts.get(path.substring("/alerts/".length()));
        };
    }

    private static Object seriesBody(URI uri) {
        String path = uri.getPath();
        return switch (path.substring(path.lastIndexOf('/'))) {
            case "/readings" -> Samples.page(Samples.readings(until(uri)));
            case "/windows" -> Samples.page(Samples.windows(until(uri)));
            default -> Map.of("readings", List.of(), "windows", List.of(), "size", "PT5M");
        };
    }

    private static void until(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end of the span that is asked for. */
    private static Instant until(URI uri) {
        return Instant.parse(uri.getQuery().replaceAll(".*\\bto=([^&]+).*", "$1"));
    }

    private void change(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/rules/preview")) {
            send(exchange, 200, Samples.preview());
        } else if (!OPERATOR.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, Map.of("title", "Unauthorized"));
        } else if (!refusal.isEmpty()) {
            send(exchange, 409, Map.of("title", "Conflict", "detail", refusal));
        } else {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            changes.add(exchange.getRequestMethod() + " " + path);
            if (path.endsWith("/acknowledge")) {
                alerts.get(path.split("/")[2])
                        .put(
                                "acknowledgement",
                                Map.of("by", "operator", "at", Instant.now().toString(), "comment", ""));
            }
            send(exchange, 200, Map.of());
        }
    }

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        exchange.getResponseHeaders().add("ETag", "\"1\"");
        send(exchange, status, "application/json", written(body).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String written(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cut();
        server.stop(0);
        threads.shutdownNow();
    }
}
