package io.tideline.bench.sse;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The least that a server can do: each line of its input goes to every connection, whatever becomes of it. */
public final class BareBroadcaster {

    private static final List<Room> ROOMS = new CopyOnWriteArrayList<>();
    private static final int EVENT_LOOPS = 4;

    private BareBroadcaster() {}

    private static final class Room extends AbstractVerticle {

        private final int port;
        private final List<HttpServerResponse> listeners = new ArrayList<>();

        Room(int port) {
            this.port = port;
        }

        @Override
        public void start() {
            ROOMS.add(this);
            vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(4096))
                    .requestHandler(request -> {
                        HttpServerResponse response = request.response().setChunked(true);
                        response.putHeader("Content-Type", "text/event-stream").write(":\n\n");
                        response.closeHandler(closed -> listeners.remove(response));
                        listeners.add(response);
                    })
                    .listen(port, "127.0.0.1");
        }

        void say(Buffer event) {
            context.runOnContext(now -> listeners.forEach(response -> response.write(event)));
        }
    }

    /** Takes a port; reads events from the standard input, one a line, until it ends. */
    public static void main(String[] arguments) throws IOException {
        Vertx vertx = Vertx.vertx();
        for (int i = 0; i < EVENT_LOOPS; i++) {
            var unused = vertx.deployVerticle(new Room(Integer.parseInt(arguments[0])));
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            Buffer event = Buffer.buffer("event: flag\ndata: " + line + "\n\n");
            ROOMS.forEach(room -> room.say(event));
        }
        System.exit(0);
    }
}
