package io.tideline.spark.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tideline.avro.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrySchemasTest {

    private final List<String> asked = new ArrayList<>();
    private final HttpServer registry;
    private final RegistrySchemas schemas;
    private int status = 200;

    RegistrySchemasTest() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", this::answer);
        schemas = new RegistrySchemas(
                URI.create("http://127.0.0.1:" + registry.getAddress().getPort()));
    }

    @BeforeEach
    void start() {
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void asksForASchemaOnce() throws IOException {
        schemas.byContentId(7);

        assertThat(schemas.byContentId(7)).contains(Reading.getClassSchema());
        assertThat(schemas.byContentId(8)).contains(Reading.getClassSchema());
        assertThat(asked).containsExactly("/ids/contentIds/7", "/ids/contentIds/8");
    }

    @Test
    void doesNotAskForEveryRecordOfASchemaThatNobodyKnows() throws IOException {
        status = 404;

        assertThat(schemas.byContentId(7)).isEmpty();
        assertThat(schemas.byContentId(7)).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksAgainWhenTheRegistryWasIll() throws IOException {
        status = 503;
        assertThatThrownBy(() -> schemas.byContentId(7))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The registry answered 503 to GET http://127.0.0.1:");

        status = 200;

        assertThat(schemas.byContentId(7)).isPresent();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        byte[] schema = Reading.getClassSchema().toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, status == 200 ? schema.length : -1);
        if (status == 200) {
            exchange.getResponseBody().write(schema);
        }
        exchange.close();
    }
}
