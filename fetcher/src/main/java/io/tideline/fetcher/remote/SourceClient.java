package io.tideline.fetcher.remote;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Limits;
import io.tideline.fetcher.source.Source;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.RestResponse;

/** Asks one source, as a good guest. */
public final class SourceClient implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final String WHO_CALLS = "Tideline-fetcher/1.0";

    private final Source source;
    private final SourceApi api;
    private final Guards guards;
    private final Quota quota;
    private final Clock clock;
    private final Addresses.Lookup lookup;
    private final Versions versions = new Versions();
    private final Pause pause;

    public SourceClient(Source source, Quota quota, Clock clock) {
        this(source, quota, clock, InetAddress::getAllByName);
    }

    SourceClient(Source source, Quota quota, Clock clock, Addresses.Lookup lookup) {
        this.source = source;
        this.api = api(source);
        this.guards = new Guards(source.name(), source.limits());
        this.quota = quota;
        this.clock = clock;
        this.lookup = lookup;
        this.pause = new Pause(clock);
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
                .httpClientRequestCustomizer(new Connections(source))
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

    /** From now on the source need not answer again what it answered in that version: all of it is kept. */
    public void remember(Version version) {
        versions.remember(version);
    }

    /** Gives its connections back. A client that is shared by all fetches lives as long as the service. */
    @Override
    public void close() {
        try {
            api.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The connections to " + source.name() + " cannot be closed", e);
        }
    }

    private Uni<Answer> answer(Request request) {
        return guards.send(() -> afterPause(request.url()))
                .map(exchange -> answer(request, exchange))
                .onFailure()
                .recoverWithItem(failure -> new Answer.NoBody(
                        request.asked(), Responses.failure(failure).told(source::withoutSecrets)));
    }

    /** A short pause is waited for like the next place in the rate limit, a long one is left to the next fetch. */
    private Uni<Exchange> afterPause(URI url) {
        Duration left = pause.left();
        if (left.isZero()) {
            return attempt(url);
        }
        return Uni.createFrom()
                .failure(
                        left.compareTo(Guards.LONGEST_PAUSE) <= 0
                                ? new RateLimitException(left.toMillis())
                                : new SourceFailure(
                                        FailureReason.RATE_LIMITED,
                                        "The source asked for a pause; " + left + " of it are left",
                                        Optional.of(left)));
    }

    private Answer answer(Request request, Exchange exchange) {
        if (exchange instanceof Exchange.Changed changed) {
            return new Answer.Body(request.asked(), changed.body(), clock.instant(), changed.version());
        }
        return new Answer.Unmodified(request.asked(), clock.instant());
    }

    private Uni<Exchange> attempt(URI url) {
        return withinQuota()
                .chain(() -> exchange(url, MOST_REDIRECTS))
                .ifNoItem()
                .after(source.limits().timeout())
                .fail()
                .map(Exchange::orThrow)
                .onFailure()
                .transform(Responses::failure);
    }

    private Uni<Void> withinQuota() {
        if (source.limits().perDay().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int limit = source.limits().perDay().getAsInt();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return quota.take(source.name(), today, limit)
                .invoke(taken -> refuseOver(taken, limit, today))
                .replaceWithVoid();
    }

    private void refuseOver(Boolean taken, int limit, LocalDate today) {
        if (!taken) {
            Instant tomorrow = today.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            throw new SourceFailure(
                    FailureReason.QUOTA_USED_UP,
                    "limits.perDay of the source, " + limit + ", is used up until " + tomorrow,
                    Optional.of(Duration.between(clock.instant(), tomorrow)));
        }
    }

    /** One request. Looking up a host and reading a body may block. */
    private Uni<Exchange> exchange(URI url, int redirects) {
        Optional<Version> known = versions.of(url);
        return Uni.createFrom()
                .item(() -> checked(url))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(checked -> api.get(
                        checked.toString(),
                        known.flatMap(Version::tag).orElse(null),
                        known.flatMap(Version::lastModified).orElse(null)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(response -> settled(url, response, redirects));
    }

    private URI checked(URI url) {
        if (!source.allowsPrivateAddresses()) {
            Addresses.refusePrivate(url.getHost(), lookup);
        }
        return url;
    }

    private Uni<Exchange> settled(URI url, RestResponse<InputStream> response, int redirects) {
        try {
            return exchange(url, response, redirects);
        } catch (SourceFailure failure) {
            return Uni.createFrom().item(new Exchange.Broken(failure));
        }
    }

    private Uni<Exchange> exchange(URI url, RestResponse<InputStream> response, int redirects) {
        int status = response.getStatus();
        if (status >= 200 && status < 300) {
            byte[] body = Responses.body(response.getEntity(), source.limits());
            return Uni.createFrom().item(new Exchange.Changed(body, Responses.version(url, response)));
        }
        if (status == RestResponse.StatusCode.NOT_MODIFIED) {
            return Uni.createFrom().item(new Exchange.Unchanged());
        }
        if (status >= 300 && status < 400 && response.getHeaderString(HttpHeaders.LOCATION) != null) {
            return redirected(url, response, redirects);
        }
        throw refused(response);
    }

    private SourceFailure refused(RestResponse<InputStream> response) {
        SourceFailure failure = Responses.refused(response, clock.instant());
        failure.retryAfter().ifPresent(pause::begin);
        return failure;
    }

    /** Each step is a request of its own to the quota of the day. */
    private Uni<Exchange> redirected(URI url, RestResponse<InputStream> response, int redirects) {
        URI target = Redirect.target(url, String.valueOf(response.getHeaderString(HttpHeaders.LOCATION)));
        if (redirects == 0) {
            throw Redirect.refused("The source redirects to " + target.getHost() + " again and again");
        }
        return withinQuota().chain(() -> exchange(target, redirects - 1));
    }
}
