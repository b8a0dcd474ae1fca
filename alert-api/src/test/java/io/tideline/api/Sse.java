package io.tideline.api;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** A browser's EventSource, as far as a test needs it: events in order, the last id, comments counted. */
public final class Sse implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public record Event(String type, String id, JsonObject data) {}

    public final List<Event> events = new CopyOnWriteArrayList<>();
    public volatile String lastId;
    public final AtomicInteger comments = new AtomicInteger();
    /** How long it is to wait before it comes back, in milliseconds; 0 until it was told. */
    public volatile int retry;

    public volatile boolean ended;
    private boolean closed;
    private Flow.Subscription subscription;
    private final StringBuilder data = new StringBuilder();
    private String type = "message";
    private String idOfBlock = "";

    private Sse(String lastId) {
        this.lastId = lastId;
    }

    /** Opens a stream; a last id may be null. */
    public static Sse open(URI uri, String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        Sse stream = new Sse(lastId);
        CompletableFuture<HttpResponse<Void>> response =
                HTTP.sendAsync(request.build(), info -> HttpResponse.BodyHandlers.fromLineSubscriber(stream.lines())
                        .apply(info));
        var unused = response.whenComplete((done, error) -> stream.ended = true);
        return stream;
    }

    public List<Event> of(String eventType) {
        return events.stream().filter(event -> event.type().equals(eventType)).toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
        ended = true;
    }

    private Flow.Subscriber<String> lines() {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription opened) {
                subscription = opened;
                opened.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(String line) {
                synchronized (Sse.this) {
                    if (!closed) {
                        take(line);
                    }
                }
            }

            @Override
            public void onError(Throwable error) {
                ended = true;
            }

            @Override
            public void onComplete() {
                ended = true;
            }
        };
    }

    private void take(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith(":")) {
            comments.incrementAndGet();
        } else if (line.startsWith("retry: ")) {
            retry = Integer.parseInt(line.substring(7));
        } else if (line.startsWith("id: ")) {
            idOfBlock = line.substring(4);
        } else if (line.startsWith("event: ")) {
            type = line.substring(7);
        } else if (line.startsWith("data: ")) {
            data.append(line.substring(6));
        }
    }

    private void dispatch() {
        if (!idOfBlock.isEmpty()) {
            lastId = idOfBlock;
        }
        if (!data.isEmpty()) {
            events.add(new Event(type, idOfBlock, new JsonObject(data.toString())));
        }
        data.setLength(0);
        type = "message";
        idOfBlock = "";
    }
}
