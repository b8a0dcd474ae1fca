package io.tideline.bench.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.bench.sse.Load.Measured;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    @Test
    void measuresABareBroadcaster(@TempDir Path logs) throws IOException, InterruptedException {
        try (Broadcast broadcast = Broadcast.start(logs)) {
            Measured measured = new Load(20, 1, 1, 2_000).on(broadcast.server(), "/", broadcast::say);

            assertThat(measured.held()).isEqualTo(20);
            assertThat(measured.dropped()).isZero();
            assertThat(measured.p99()).isGreaterThanOrEqualTo(measured.p50());
            assertThat(measured.burst()).isPositive();
        }
    }

    private record Broadcast(Server server, Writer input) implements AutoCloseable {
        static Broadcast start(Path logs) throws IOException {
            int port = new io.tideline.local.port.FreePorts().next();
            List<String> command = List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    BareBroadcaster.class.getName(),
                    Integer.toString(port));
            Server server = Server.start(command, Map.of(), port, logs.resolve("bare.log"));
            return new Broadcast(
                    server, new OutputStreamWriter(server.process.getOutputStream(), StandardCharsets.UTF_8));
        }

        void say(String id) throws IOException {
            input.write("{\"id\":\"" + id + "\"}\n");
            input.flush();
        }

        @Override
        public void close() throws IOException {
            input.close();
            server.close();
        }
    }
}
