package io.tideline.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/** Problems of routes that lie below the REST framework, and of paths that nobody serves. */
@Singleton
public class ProblemWriter {

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    public void write(RoutingContext exchange, Problem problem) {
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(body(problem));
    }

    void register(@Observes Router router) {
        router.errorHandler(
                404,
                exchange -> write(
                        exchange,
                        Problem.of(404, "Not found", "There is nothing at " + exchange.normalizedPath() + ".")));
        router.errorHandler(
                413,
                exchange -> write(
                        exchange,
                        Problem.of(413, "Request Entity Too Large", "The body is larger than 256 kB: send less.")));
    }

    private Buffer body(Problem problem) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
