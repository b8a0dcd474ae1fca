package io.tideline.local.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An external API that is not there: weather stations in a heat wave, in the shape of Open-Meteo.
 *
 * <pre>
 * GET    /v1/forecast   as api.open-meteo.com answers
 * GET    /served        {"requests","count","forgotten","readings":[{"latitude","longitude","variable","time","value","unit"}]}
 * PUT    /faults        {"fault":"status|slow|truncated|not-json|error-text|other-shape","count":n}, and
 *                       "status" and "retryAfter" (seconds), or "delayMillis"
 * DELETE /faults
 * GET    /health
 * </pre>
 */
public final class Simulator implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BACKLOG = 50;
    private static final int SERVED_AT_MOST = 200_000;

    private final Supplier<Weather> weather;
    private final Duration step;
    private final Clock clock;
    private final Served served = new Served(SERVED_AT_MOST);
    private final Faults faults = new Faults();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Simulator(InetSocketAddress address, Supplier<Weather> weather, Duration step, Clock clock)
            throws IOException {
        this.weather = weather;
        this.step = step;
        this.clock = clock;
        this.server = HttpServer.create(address, BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /** Listens on loopback, on the port, or on a free one if it is 0. */
    public static Simulator start(int port, Weather weather, Duration step, Clock clock) throws IOException {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), () -> weather, step, clock);
    }

    /** The same at any address, with a weather that is asked for with the first request. */
    static Simulator start(InetSocketAddress address, Supplier<Weather> weather, Duration step, Clock clock)
            throws IOException {
        Simulator simulator = new Simulator(address, weather, step, clock);
        simulator.server.start();
        return simulator;
    }

    public static void main(String[] arguments) {
        SimulatorCommand.run(arguments);
    }

    /** Where it listens. */
    public URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            answerTo(exchange).send(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answerTo(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            return switch (exchange.getRequestMethod() + " " + path) {
                case "GET /v1/forecast" ->
                    forecast(parameters(exchange.getRequestURI().getRawQuery()));
                case "GET /served" -> Answer.json(200, ServedJson.of(served.account()));
                case "GET /health" -> Answer.text(200, Answer.JSON, "{\"status\":\"UP\"}");
                case "PUT /faults" -> putFault(exchange);
                case "DELETE /faults" -> deleteFault();
                default -> Answer.error(404, "Not Found");
            };
        } catch (BadRequest e) {
            return Answer.error(400, e.reason());
        }
    }

    private Answer forecast(Map<String, String> parameters) {
        Forecast forecast = Forecast.of(ForecastQuery.of(parameters, clock.instant(), step), weather.get());
        Answer right =
                switch (forecast.query().format()) {
                    case JSON -> Answer.json(200, JsonForecast.of(forecast));
                    case CSV -> Answer.text(200, "text/csv; charset=utf-8", CsvForecast.of(forecast));
                };
        Fault fault = faults.take();
        if (fault != null) return fault.instead(right);
        served.add(forecast);
        return right;
    }

    private Answer putFault(HttpExchange exchange) throws IOException {
        try {
            Fault fault = JSON.readValue(exchange.getRequestBody(), Fault.class);
            faults.set(fault);
            return Answer.json(200, JSON.valueToTree(fault));
        } catch (JsonProcessingException e) {
            throw new BadRequest("This is no fault: " + e.getOriginalMessage());
        }
    }

    private Answer deleteFault() {
        faults.clear();
        return Answer.text(204, Answer.JSON, "");
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query == null) return parameters;
        Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2)).forEach(pair -> {
            String value = pair.length == 2 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "";
            parameters.merge(pair[0], value, (first, second) -> first + "," + second);
        });
        return parameters;
    }
}
