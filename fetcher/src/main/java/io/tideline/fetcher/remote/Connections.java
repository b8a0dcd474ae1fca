package io.tideline.fetcher.remote;

import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Source;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Sees to each request when it has its connection, before it is sent: where that leads, and that it ends. */
final class Connections implements Consumer<HttpClientRequest> {
    /** HTTP/2's CANCEL; with HTTP/1.1 the connection is closed. */
    private static final long CANCEL = 8;

    private final Source source;

    Connections(Source source) {
        this.source = source;
    }

    @Override
    public void accept(HttpClientRequest request) {
        // The response tells the same; without a handler it would be logged as well, with a stack trace.
        request.exceptionHandler(told -> {});
        if (!source.allowsPrivateAddresses()) refusePrivate(request);
        endInTime(request);
    }

    /** It is the very address that would be sent to, whatever the name stood for when it was looked up before. */
    private static void refusePrivate(HttpClientRequest request) {
        try {
            Addresses.refusePrivate(host(request), addressOf(request));
        } catch (SourceFailure refused) {
            request.reset(CANCEL, refused);
        }
    }

    private static InetAddress addressOf(HttpClientRequest request) {
        try {
            return InetAddress.getByName(request.connection().remoteAddress().hostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("A connection to " + host(request) + " leads to no address", e);
        }
    }

    /** Not the whole URL, which may hold a key. */
    private static String host(HttpClientRequest request) {
        return URI.create(request.absoluteURI()).getHost();
    }

    /** Whoever sends a byte now and then must not hold the connection; nor one whose body is too large to be read. */
    private void endInTime(HttpClientRequest request) {
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(
                source.limits().timeout().toMillis(),
                late -> request.reset(CANCEL, new TimeoutException("The response took too long")));
        request.response().compose(HttpClientResponse::end).onComplete(ended -> vertx.cancelTimer(timer));
    }
}
