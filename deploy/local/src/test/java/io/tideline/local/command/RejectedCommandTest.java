package io.tideline.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.status.PartState;
import io.tideline.local.status.StackState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedCommandTest {
    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private final Path folder;
    private final HttpServer api;
    private int status = 200;
    private String answer = "{}";

    RejectedCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void answerAndListen() throws IOException {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        api.createContext("/", this::answer);
        api.start();
        StackFolder stack = new StackFolder(folder);
        StackState.begin(stack);
        String address = "http://127.0.0.1:" + api.getAddress().getPort();
        new StackState(true, false, Map.of("alert-api", new PartState("ready", address, null))).write(stack);
    }

    @AfterEach
    void stop() {
        System.setOut(out);
        api.stop(0);
    }

    @Test
    void listsWhereEachRecordWasReadAndWhyItWasRejected() {
        answer = """
                {"items": [{"number": 7, "reason": "NOT_FRAMED", "detail": "the first of 8 bytes is not 0x00", "topic": "readings", "partition": 2,
                  "offset": 41, "rejectedAt": "2026-11-25T09:00:00Z", "replayed": false, "key": "a/b/c", "bytes": "", "size": 8}],
                 "next": null, "waiting": 3}
                """;

        int code = run("rejected", "list", "-n", "5");

        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /control/rejected?limit=5");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("waits    readings/2/41  NOT_FRAMED: the first of 8 bytes is not 0x00  key=a/b/c, 8 bytes")
                .contains("3 wait;");
    }

    @Test
    void tellsHowManyAReplayHasSentInAgain() {
        answer = "{\"replayed\": 12, \"repeated\": 1, \"waiting\": 0}";

        int code = run("rejected", "replay");

        assertThat(code).isZero();
        assertThat(asked).containsExactly("POST /control/rejected/replay");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("Sent in again: 12, and left out 1 that were kept twice.");
    }

    @Test
    void saysWhyTheApiRefuses() {
        status = 409;
        answer = "{\"title\": \"A replay is under way\", \"detail\": \"try again in a minute\"}";

        int code = run("rejected", "replay");

        assertThat(code).isEqualTo(1);
        assertThat(errors)
                .hasToString("tideline: A replay is under way: try again in a minute" + System.lineSeparator());
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--folder", folder.toString()));
        picocli.CommandLine command = Tideline.commandLine();
        command.setErr(new PrintWriter(errors, true));
        return command.execute(all.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        assertThat(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("Basic ");
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
