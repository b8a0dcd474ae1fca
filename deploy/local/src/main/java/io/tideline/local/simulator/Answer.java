package io.tideline.local.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes out for one request.
 *
 * @param length the length that the header names; more than the body has in an answer that breaks off
 * @param delay how long it is held back
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, Map<String, String> headers, byte[] body, int length, Duration delay) {
    static final String JSON = "application/json; charset=utf-8";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Answer json(int status, JsonNode body) {
        try {
            return text(status, JSON, MAPPER.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }

    static Answer text(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Answer(status, Map.of("Content-Type", contentType), bytes, bytes.length, Duration.ZERO);
    }

    /** As Open-Meteo tells an error. */
    static Answer error(int status, String reason) {
        return json(
                status, JsonNodeFactory.instance.objectNode().put("error", true).put("reason", reason));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, length, delay);
    }

    Answer withBody(byte[] other) {
        return new Answer(status, headers, other, other.length, delay);
    }

    /** These bytes, with the length of the ones that they stand for. */
    Answer sending(byte[] bytes) {
        return new Answer(status, headers, bytes, length, delay);
    }

    Answer after(Duration longer) {
        return new Answer(status, headers, body, length, longer);
    }

    void send(HttpExchange exchange) throws IOException, InterruptedException {
        Thread.sleep(delay.toMillis());
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
