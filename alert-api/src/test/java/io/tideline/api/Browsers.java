package io.tideline.api;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many browsers with one stream open: each keeps the id of its last event, comes back by itself when its connection ends, and
 * checks that numbered flags come one by one.
 */
final class Browsers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long RETRY_MILLIS = 1000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final HttpClient client;
    private final URI stream;
    private final String prefix;
    private final List<Browser> all = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> told = new ConcurrentHashMap<>();

    private Browsers(URI stream, String prefix, int number) {
        this.stream = stream;
        this.prefix = "\"id\":\"" + prefix;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(2 * number).setConnectTimeout(30_000));
    }

    /** Opens them all, and returns when each has its place in the stream. The ids of flags are the prefix and a number. */
    static Browsers open(URI stream, String prefix, int number) {
        Browsers browsers = new Browsers(stream, prefix, number);
        for (int i = 0; i < number; i++) {
            Browser browser = browsers.new Browser(i);
            browsers.all.add(browser);
            browser.connect();
        }
        await("every browser has its place").atMost(PATIENCE).until(() -> browsers.all.stream()
                .noneMatch(browser -> browser.lastId.isEmpty()));
        return browsers;
    }

    boolean haveAllHeard(long number) {
        return all.stream().allMatch(browser -> browser.last >= number);
    }

    /** Events that came twice, too early or not at all. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** How many browsers were told of such a state of the feed; each as often as it was told. */
    int told(String state) {
        AtomicInteger count = told.get(state);
        return count == null ? 0 : count.get();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Browser {

        private final int name;
        private volatile String lastId = "";
        private volatile long last;
        private String idOfBlock = "";
        private long numberOfBlock;
        /** Which of its connections counts; an older one that ends is no reason to come back. */
        private final AtomicInteger current = new AtomicInteger();

        Browser(int name) {
            this.name = name;
        }

        void connect() {
            int attempt = current.incrementAndGet();
            RequestOptions options =
                    new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(stream.toString());
            if (!lastId.isEmpty()) {
                options.putHeader("Last-Event-ID", lastId);
            }
            client.request(options)
                    .compose(HttpClientRequest::send)
                    .onSuccess(response -> listen(response, attempt))
                    .onFailure(error -> comeBack(attempt));
        }

        private void listen(HttpClientResponse response, int attempt) {
            idOfBlock = "";
            numberOfBlock = 0;
            response.endHandler(ended -> comeBack(attempt));
            response.exceptionHandler(error -> comeBack(attempt));
            if (response.statusCode() == 200) {
                connections.incrementAndGet();
                response.handler(RecordParser.newDelimited("\n", line -> take(line.toString())));
            }
        }

        private void comeBack(int attempt) {
            vertx.setTimer(RETRY_MILLIS, due -> {
                if (attempt == current.get()) {
                    connect();
                }
            });
        }

        private void take(String line) {
            if (line.isEmpty()) {
                dispatch();
            } else if (line.startsWith("id: ")) {
                idOfBlock = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data(line);
            }
        }

        private void data(String line) {
            int id = line.indexOf(prefix);
            if (id >= 0) {
                int start = id + prefix.length();
                numberOfBlock = Long.parseLong(line.substring(start, line.indexOf('"', start)));
            } else if (line.startsWith("data: {\"state\":\"")) {
                String state = line.substring(16, line.indexOf('"', 16));
                told.computeIfAbsent(state, key -> new AtomicInteger()).incrementAndGet();
            }
        }

        private void dispatch() {
            if (numberOfBlock > 0) {
                if (numberOfBlock != last + 1) {
                    faults.add("browser " + name + " heard " + numberOfBlock + " after " + last);
                }
                last = numberOfBlock;
                numberOfBlock = 0;
            }
            if (!idOfBlock.isEmpty()) {
                lastId = idOfBlock;
            }
        }
    }
}
