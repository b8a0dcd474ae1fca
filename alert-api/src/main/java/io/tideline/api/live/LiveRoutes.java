package io.tideline.api.live;

import io.netty.channel.EventLoop;
import io.tideline.api.filter.Matchers;
import io.tideline.api.paging.Span;
import io.tideline.api.problem.Problem;
import io.tideline.api.problem.ProblemException;
import io.tideline.api.problem.ProblemWriter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The streams. They are written below the level of the REST framework: an event is encoded once and the same bytes go to
 * every listener.
 */
@Singleton
class LiveRoutes {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final Audience audience;
    private final AlertFeed feed;
    private final FeedWatch watch;
    private final Replay replay;
    private final Snapshots snapshots;
    private final FeedMeters meters;
    private final ProblemWriter problems;
    private final LiveConfig config;

    LiveRoutes(
            Audience audience,
            AlertFeed feed,
            FeedWatch watch,
            Replay replay,
            Snapshots snapshots,
            FeedMeters meters,
            ProblemWriter problems,
            LiveConfig config) {
        this.audience = audience;
        this.feed = feed;
        this.watch = watch;
        this.replay = replay;
        this.snapshots = snapshots;
        this.meters = meters;
        this.problems = problems;
        this.config = config;
    }

    void register(@Observes Router router) {
        router.get("/alerts/stream").handler(exchange -> open(exchange, Topic.ALERTS.heard()));
        router.get("/flags/stream").handler(exchange -> open(exchange, Topic.FLAGS.heard()));
        router.get("/readings/stream").handler(exchange -> open(exchange, Topic.READINGS.heard()));
        router.get("/live").handler(exchange -> open(exchange, null));
    }

    private void open(RoutingContext exchange, @Nullable Set<Topic> topics) {
        try {
            StreamFilter filter = new StreamFilter(topics == null ? topics(exchange) : topics, matchers(exchange));
            Beginning beginning = beginning(exchange);
            admit(exchange, filter, beginning);
        } catch (ProblemException e) {
            problems.write(exchange, e.problem());
        }
    }

    private void admit(RoutingContext exchange, StreamFilter filter, Beginning beginning) {
        String address = exchange.request().remoteAddress().hostAddress();
        Audience.Refusal refusal = audience.enter(address);
        if (refusal == null) {
            listen(exchange.request(), address, filter, beginning);
            return;
        }
        exchange.response().putHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        problems.write(
                exchange,
                refusal == Audience.Refusal.FULL
                        ? Problem.of(503, "No place left", "There are " + config.clients() + " listeners already.")
                        : Problem.of(
                                429,
                                "Too many listeners",
                                "This address has " + config.clientsPerAddress() + " listeners already."));
    }

    private void listen(HttpServerRequest request, String address, StreamFilter filter, Beginning beginning) {
        HttpServerResponse response = request.response();
        EventLoop loop = ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
        Listener listener = new Listener(new Connection(request, loop), filter, replay, snapshots, meters);
        response.setChunked(true)
                .setWriteQueueMaxSize(config.buffer())
                .putHeader("Content-Type", "text/event-stream;charset=UTF-8")
                .putHeader("Cache-Control", "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no");
        response.exceptionHandler(gone -> {}); // a listener that leaves is no fault
        if (response.closed()) { // it left while it was let in, and nobody would be told of that
            audience.leave(address);
            return;
        }
        response.closeHandler(closed -> {
            listener.leave();
            audience.leave(address);
        });
        response.write(Buffer.buffer(":\nretry: " + config.retry().toMillis() + "\n\n"));
        if (!watch.state().isUp()) {
            response.write(watch.frame());
        }
        audience.circle(loop).join(listener);
        feed.history()
                .emitOn(loop)
                .subscribe()
                .with(history -> listener.begin(history, beginning), error -> response.reset());
    }

    private static Set<Topic> topics(RoutingContext exchange) {
        String asked = exchange.request().getParam("topics", "alerts");
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (String title : Pattern.compile(",").split(asked)) {
            Topic topic = Topic.titled(title.strip())
                    .filter(known -> known != Topic.ACTIONS)
                    .orElseThrow(() -> Problem.badRequest(
                            "topics is '" + asked + "': give some of alerts, flags, readings, with commas between"));
            topics.addAll(topic.heard());
        }
        return topics;
    }

    private static Matchers matchers(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        try {
            return new Matchers(
                    request.getParam("source"),
                    request.getParam("entity"),
                    request.getParam("metric"),
                    request.getParam("rule"),
                    request.getParam("severity"),
                    request.getParam("state"));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** The header wins: a browser that connects again still sends the first request's parameter. */
    private static Beginning beginning(RoutingContext exchange) {
        String header = exchange.request().getHeader("Last-Event-ID");
        String id = header == null || header.isEmpty() ? exchange.request().getParam("lastEventId") : header;
        if (id != null && !id.isEmpty()) {
            return Position.parse(id).<Beginning>map(Beginning.At::new).orElseGet(Beginning.Unknown::new);
        }
        String since = exchange.request().getParam("since");
        return since == null ? new Beginning.Now() : new Beginning.Since(Span.instant("since", since));
    }
}
