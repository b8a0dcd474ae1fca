package io.tideline.api.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Refuses a body that turns out to be too large, since it comes in chunks and says no length. The framework would do that with an
 * answer that says nothing, and two stack traces in the log: its own limit is lifted for such bodies.
 */
@Provider
@Singleton
class ChunkedBodyLimit implements ReaderInterceptor {

    private static final int AFTER_THE_FRAMEWORK_SET_ITS_OWN = 1;

    private final int most;
    private final CurrentVertxRequest current;

    ChunkedBodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most, CurrentVertxRequest current) {
        this.most = Math.toIntExact(most.asLongValue());
        this.current = current;
    }

    void register(@Observes Filters filters) {
        filters.register(
                exchange -> {
                    exchange.remove(VertxInputStream.MAX_REQUEST_SIZE_KEY);
                    exchange.next();
                },
                AFTER_THE_FRAMEWORK_SET_ITS_OWN);
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        byte[] bytes = body.getInputStream().readNBytes(most + 1);
        if (bytes.length > most) {
            closeOnceAnswered(current.getCurrent());
            throw Problem.of(
                            413, "Content too large", "The body has more than " + most + " bytes, the most: send less.")
                    .exception();
        }
        body.setInputStream(new ByteArrayInputStream(bytes));
        return body.proceed();
    }

    /** What else is on its way is of no use to anybody. */
    private static void closeOnceAnswered(RoutingContext exchange) {
        exchange.response().putHeader("Connection", "close");
        exchange.addEndHandler(ended -> exchange.request().connection().close());
    }
}
