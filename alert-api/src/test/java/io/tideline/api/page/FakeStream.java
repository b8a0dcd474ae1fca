package io.tideline.api.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream of events that can be cut; whoever comes back with the id of the last one gets what was missed. */
final class FakeStream {

    private final List<String> events = new ArrayList<>();
    private final List<BlockingQueue<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean isCut;
    private boolean isForgotten;

    /** Ends every open stream; new ones are refused until {@link #mend}. */
    void cut() {
        isCut = true;
    }

    void mend() {
        isCut = false;
    }

    /** What was sent until now is gone. */
    synchronized void forget() {
        isForgotten = true;
    }

    synchronized void publish(String event, String data) {
        String written = "event: " + event + "\ndata: " + data + "\nid: " + (events.size() + 1) + "\n\n";
        events.add(written);
        listeners.forEach(listener -> listener.add(written));
    }

    void answer(HttpExchange exchange) throws IOException {
        if (isCut) {
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        BlockingQueue<String> listener = joined(exchange.getRequestURI().getQuery());
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (!isCut) {
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
        BlockingQueue<String> listener = new LinkedBlockingQueue<>();
        listeners.add(listener);
        if (isForgotten) {
            listener.add("event: gap\ndata: {\"reason\": \"EXPIRED\"}\n\n");
            return listener;
        }
        int place = query.contains("lastEventId=")
                ? Integer.parseInt(query.replaceAll(".*lastEventId=(\\d+).*", "$1"))
                : events.size();
        listener.addAll(events.subList(place, events.size()));
        return listener;
    }
}
