package io.tideline.api.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    final List<String> changes = new CopyOnWriteArrayList<>();
    volatile boolean cassandraIsDown;
    volatile boolean streamIsCut;

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final int entities;
    private final List<String> events = new ArrayList<>();
    private final List<BlockingQueue<String>> listeners = new CopyOnWriteArrayList<>();

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
        Map<String, Object> alert = alert(id, entity, severity);
        alerts.put(id, alert);
        publish("alert", alert);
    }

    /** Adds an alert that everybody knows already. */
    void hold(String id, int entity, String severity) {
        alerts.put(id, alert(id, entity, severity));
    }

    /** Makes an alert about the pipeline itself fire. */
    void breakSpark(String id) {
        Map<String, Object> alert = alert(id, 0, "CRITICAL");
        alert.put("source", "tideline");
        alert.put("entity", "spark");
        alert.put("metric", "hop-stuck");
        alert.put("series", "tideline/spark/hop-stuck");
        alert.put("rule", Map.of("id", "pipeline-hop-stuck", "name", "A hop of the pipeline is stuck"));
        alert.put("condition", "pipeline");
        alert.put("value", 95);
        alert.put("threshold", 10);
        alert.put("unit", "s");
        alert.put("thresholdUnit", "s");
        alert.put("peak", 95);
        alert.put("message", "Spark is stuck: The job does not answer.");
        alerts.put(id, alert);
        publish("alert", alert);
    }

    void flag(String id, int entity) {
        Map<String, Object> flag = series(entity, "temperature");
        flag.put("id", id);
        flag.put("rule", Map.of("id", "heat", "name", "Temperature above 100 degF"));
        flag.put("severity", "CRITICAL");
        flag.put("threshold", 100);
        flag.put("thresholdUnit", "[degF]");
        flag.put("message", "hot");
        publish("flag", flag);
    }

    /** Ends every open stream; new ones are refused until {@link #mend}. */
    void cut() {
        streamIsCut = true;
    }

    void mend() {
        streamIsCut = false;
    }

    private synchronized void publish(String event, Object data) {
        String written = "event: " + event + "\ndata: " + written(data) + "\nid: " + (events.size() + 1) + "\n\n";
        events.add(written);
        listeners.forEach(listener -> listener.add(written));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/live") || path.endsWith("/stream")) {
                stream(exchange);
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
            Object body = body(path);
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

    private Object body(String path) {
        return switch (path) {
            case "/alerts" -> page(List.copyOf(alerts.values()));
            case "/alerts/history" -> page(List.copyOf(alerts.values()));
            case "/series" ->
                page(IntStream.range(0, entities)
                        .boxed()
                        .flatMap(i -> List.of(series(i, "temperature"), series(i, "humidity")).stream())
                        .toList());
            case "/sources" -> page(List.of(source()));
            case "/rules" -> page(List.of(rule()));
            case "/rules/heat" -> rule();
            default ->
                path.startsWith("/control/")
                        ? FakeControl.body(path)
                        : path.endsWith("/readings")
                                ? page(readings())
                                : path.endsWith("/windows")
                                        ? page(windows())
                                        : alerts.get(path.substring("/alerts/".length()));
        };
    }

    private void change(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/rules/preview")) {
            send(
                    exchange,
                    200,
                    Map.of(
                            "series",
                            1,
                            "readings",
                            360,
                            "alerts",
                            List.of(alert("p", 0, "CRITICAL")),
                            "errors",
                            List.of(),
                            "truncated",
                            false));
        } else if (!OPERATOR.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, Map.of("title", "Unauthorized"));
        } else {
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

    private void stream(HttpExchange exchange) throws IOException {
        if (streamIsCut) {
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        BlockingQueue<String> listener = joined(exchange.getRequestURI().getQuery());
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (!streamIsCut) {
                String event = listener.poll(100, TimeUnit.MILLISECONDS);
                out.write((event == null ? ":\n\n" : event).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.remove(listener);
        }
    }

    /** A new listener, with everything that came after its last id. */
    private synchronized BlockingQueue<String> joined(String query) {
        int place = query.contains("lastEventId=")
                ? Integer.parseInt(query.replaceAll(".*lastEventId=(\\d+).*", "$1"))
                : events.size();
        BlockingQueue<String> listener = new LinkedBlockingQueue<>(events.subList(place, events.size()));
        listeners.add(listener);
        return listener;
    }

    static Map<String, Object> page(List<?> items) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items);
        page.put("next", null);
        return page;
    }

    private static Map<String, Object> series(int entity, String metric) {
        boolean hot = metric.equals("temperature");
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("source", "simulator");
        series.put("entity", "station-" + entity);
        series.put("metric", metric);
        series.put("series", "simulator/station-" + entity + "/" + metric);
        series.put("value", hot ? 38.6 : 41.0);
        series.put("unit", hot ? "Cel" : "%");
        series.put("observedAt", Instant.now().toString());
        series.put("fetchedAt", Instant.now().toString());
        return series;
    }

    private static Map<String, Object> alert(String id, int entity, String severity) {
        Instant start = Instant.now().minus(Duration.ofMinutes(10));
        Map<String, Object> alert = series(entity, "temperature");
        alert.put("id", id);
        alert.put("rule", Map.of("id", "heat", "name", "Temperature above 100 degF"));
        alert.put("severity", severity);
        alert.put("state", "FIRING");
        alert.put("reason", "");
        alert.put("condition", "threshold");
        alert.put("threshold", 100);
        alert.put("thresholdUnit", "[degF]");
        alert.put("peak", 39.2);
        alert.put("readings", 20);
        alert.put("startsAt", start.toString());
        alert.put("firedAt", start.toString());
        alert.put("endsAt", null);
        alert.put("at", Instant.now().toString());
        alert.put("sequence", 2);
        alert.put("message", "hot");
        alert.put("acknowledgement", null);
        alert.put("comments", 0);
        alert.put("silence", null);
        return alert;
    }

    private Map<String, Object> source() {
        List<Map<String, Object>> stations = IntStream.range(0, entities)
                .mapToObj(i -> Map.<String, Object>of(
                        "name",
                        "station-" + i,
                        "title",
                        "Station " + i,
                        "latitude",
                        30 + i % 20,
                        "longitude",
                        -110 + i % 40))
                .toList();
        return Map.of(
                "name",
                "simulator",
                "description",
                "",
                "schedule",
                "PT30S",
                "enabled",
                true,
                "simulated",
                true,
                "entities",
                stations);
    }

    private static Map<String, Object> rule() {
        return Map.of(
                "id", "heat",
                "name", "Temperature above 100 degF",
                "severity", "CRITICAL",
                "series", Map.of("source", "*", "entity", "*", "metric", "temperature"),
                "condition", Map.of("kind", "threshold", "above", 100, "clear", 98, "unit", "[degF]"),
                "message", "{entity} is hot",
                "version", 1);
    }

    private static List<Map<String, Object>> readings() {
        return IntStream.range(0, 60)
                .mapToObj(i ->
                        Map.<String, Object>of("value", 36 + i / 20.0, "unit", "Cel", "observedAt", minutesAgo(60 - i)))
                .toList();
    }

    private static List<Map<String, Object>> windows() {
        return IntStream.range(0, 12)
                .mapToObj(i -> Map.<String, Object>of(
                        "start",
                        minutesAgo(60 - 5 * i),
                        "end",
                        minutesAgo(55 - 5 * i),
                        "count",
                        5,
                        "min",
                        36,
                        "max",
                        39,
                        "mean",
                        37 + i / 10.0,
                        "unit",
                        "Cel",
                        "final",
                        true))
                .toList();
    }

    static String minutesAgo(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes)).toString();
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
