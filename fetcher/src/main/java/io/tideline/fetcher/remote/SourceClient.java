package io.tideline.fetcher.remote;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Limits;
import io.tideline.fetcher.source.Source;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.RestResponse;

/** Asks one source, as a good guest. */
public final class SourceClient {
    private static final int MOST_REDIRECTS = 5;
    private static final String WHO_CALLS = "Tideline-fetcher/1.0";

    private final Source source;
    private final SourceApi api;
    private final Guards guards;
    private final Clock clock;

    public SourceClient(Source source, Clock clock) {
        this.source = source;
        this.api = api(source);
        this.guards = new Guards(source.name(), source.limits());
        this.clock = clock;
    }

    private static SourceApi api(Source source) {
        Limits limits = source.limits();
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create("http://the-url-is-given-with-each-request"))
                .connectTimeout(limits.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true)
                .enableCompression(true)
                .userAgent(WHO_CALLS)
                .register(new Credentials(source))
                .build(SourceApi.class);
    }

    /** Asks about all entities over the interval. A request that fails is an answer like the others. */
    public Multi<Answer> read(DataInterval interval) {
        return Multi.createFrom()
                .iterable(Request.covering(source, interval))
                .onItem()
                .transformToUni(this::answer)
                .merge(source.limits().parallel());
    }

    private Uni<Answer> answer(Request request) {
        return guards.send(() -> body(request.url(), MOST_REDIRECTS))
                .<Answer>map(body -> new Answer.Body(request.asked(), body, clock.instant()))
                .onFailure()
                .recoverWithItem(failure -> new Answer.NoBody(request.asked(), Responses.failure(failure)));
    }

    /** One attempt. Looking up a host and reading a body may block. */
    private Uni<byte[]> body(URI url, int redirects) {
        return Uni.createFrom()
                .item(() -> checked(url))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(checked -> api.get(checked.toString()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(response -> body(url, response, redirects))
                .ifNoItem()
                .after(source.limits().timeout())
                .fail()
                .onFailure()
                .transform(Responses::failure);
    }

    private URI checked(URI url) {
        if (!source.allowsPrivateAddresses()) {
            Addresses.refusePrivate(url.getHost());
        }
        return url;
    }

    private Uni<byte[]> body(URI url, RestResponse<InputStream> response, int redirects) {
        int status = response.getStatus();
        if (status >= 200 && status < 300) {
            return Uni.createFrom()
                    .item(Responses.body(response.getEntity(), source.limits().maxBytes()));
        }
        if (status >= 300 && status < 400 && response.getHeaderString(HttpHeaders.LOCATION) != null) {
            return body(redirected(url, response, redirects), redirects - 1);
        }
        throw Responses.refused(response, clock.instant());
    }

    private static URI redirected(URI url, RestResponse<InputStream> response, int redirects) {
        URI target = url.resolve(String.valueOf(response.getHeaderString(HttpHeaders.LOCATION)));
        boolean sameHost = String.valueOf(target.getHost()).equalsIgnoreCase(url.getHost())
                && (target.getScheme().equals(url.getScheme())
                        || target.getScheme().equals("https"));
        if (!sameHost || redirects == 0) {
            throw new SourceFailure(
                    FailureReason.REDIRECT_REFUSED,
                    "The source redirects to " + target.getHost()
                            + (sameHost ? " again and again" : ", another host. Write that URL if it is meant"));
        }
        return target;
    }
}
