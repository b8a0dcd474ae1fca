package io.tideline.fetcher.fetch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tideline.fetcher.archive.Archive;
import io.tideline.fetcher.archive.Delivery;
import io.tideline.fetcher.archive.Failure;
import io.tideline.fetcher.archive.Order;
import io.tideline.fetcher.archive.Receipt;
import io.tideline.fetcher.payload.Payload;
import io.tideline.fetcher.payload.PayloadReader;
import io.tideline.fetcher.reading.Destination;
import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Source;
import io.tideline.fetcher.source.Sources;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The use case of the fetcher: one source over one data interval, ordered under an id that makes it safe to repeat. */
@ApplicationScoped
public class Fetch {
    private static final Logger LOG = Logger.getLogger(Fetch.class);
    private static final Duration STORE_RETRY = Duration.ofSeconds(5);

    private final Sources sources;
    private final Guest guest;
    private final Archive archive;
    private final FetchMetrics metrics;
    private final Clock clock;
    private final Map<String, Uni<FetchOutcome>> underWay = new ConcurrentHashMap<>();

    Fetch(Sources sources, Guest guest, Archive archive, FetchMetrics metrics, Clock clock) {
        this.sources = sources;
        this.guest = guest;
        this.archive = archive;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Fetches once for each id: who orders what was stored, or is under way, gets the same outcome. */
    public Uni<FetchOutcome> run(Order order, String trace) {
        Optional<Source> source = sources.named(order.source());
        if (source.isEmpty()) {
            return Uni.createFrom().item(new FetchOutcome.UnknownSource(order.source()));
        }
        return once(order, trace, read(source.get(), order)).map(outcome -> sameOrder(order, outcome));
    }

    /** Takes what a source pushed the way of a fetch, once for each id. Another payload under the id is not taken. */
    public Uni<FetchOutcome> take(Source source, Order order, Payload payload, String trace) {
        PayloadReader reader = new PayloadReader(source);
        Uni<Harvest> pushed = Uni.createFrom()
                .item(() -> new Harvest(List.of(Harvest.part(reader, payload, Optional.empty()))))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return once(order, trace, pushed).map(outcome -> samePayload(order, outcome));
    }

    private Uni<Harvest> read(Source source, Order order) {
        PayloadReader reader = new PayloadReader(source);
        return guest.read(source, order.interval())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(answer -> Harvest.part(reader, answer))
                .collect()
                .asList()
                .map(Harvest::new);
    }

    private Uni<FetchOutcome> once(Order order, String trace, Uni<Harvest> harvest) {
        String key = order.source() + "/" + order.fetchId();
        return underWay.computeIfAbsent(key, each -> Uni.createFrom()
                .deferred(() -> storedOrNew(order, trace, harvest))
                .onTermination()
                .invoke(() -> underWay.remove(key))
                .memoize()
                .indefinitely());
    }

    private Uni<FetchOutcome> storedOrNew(Order order, String trace, Uni<Harvest> harvest) {
        Instant startedAt = clock.instant();
        return archive.receipt(order.source(), order.fetchId())
                .chain(receipt -> receipt.map(Fetch::stored).orElseGet(() -> settle(order, trace, harvest, startedAt)))
                .onFailure()
                .recoverWithItem(failure -> broken(order, startedAt, failure));
    }

    private static Uni<FetchOutcome> stored(Receipt receipt) {
        return Uni.createFrom().item(new FetchOutcome.Stored(receipt));
    }

    /** Reads one interval of one source, keeps it, publishes it. Every step is safe to repeat. */
    private Uni<FetchOutcome> settle(Order order, String trace, Uni<Harvest> harvest, Instant startedAt) {
        return harvest.chain(brought -> brought.totalLoss()
                        .map(loss -> fail(failure(order, loss, startedAt)))
                        .orElseGet(() -> keep(order, brought, trace, startedAt)))
                .invoke(outcome -> tell(order, outcome));
    }

    private Uni<FetchOutcome> fail(Failure failure) {
        return archive.note(failure).replaceWith(new FetchOutcome.Failed(failure));
    }

    private Uni<FetchOutcome> keep(Order order, Harvest harvest, String trace, Instant startedAt) {
        Extract extract = harvest.extract();
        Instant fetchedAt = harvest.receivedAt().orElse(startedAt);
        Delivery delivery = new Delivery(order, extract, harvest.notes(extract), startedAt, fetchedAt, trace);
        return archive.keep(delivery)
                .invoke(receipt -> metrics.stored(receipt, extract))
                .invoke(() -> remember(order, harvest))
                .map(FetchOutcome.Stored::new);
    }

    /** Only what went everywhere need not be answered again. */
    private void remember(Order order, Harvest harvest) {
        if (order.destinations().size() == Destination.values().length) {
            sources.named(order.source())
                    .ifPresent(source -> harvest.versions().forEach(version -> guest.remember(source, version)));
        }
    }

    private Failure failure(Order order, SourceFailure loss, Instant startedAt) {
        return new Failure(order, loss.reason(), loss.text(), loss.retryAfter(), startedAt, clock.instant());
    }

    private FetchOutcome broken(Order order, Instant startedAt, Throwable thrown) {
        LOG.errorf(thrown, "event=fetch-broken source=%s fetchId=%s", order.source(), order.fetchId());
        Failure failure = failure(order, loss(thrown), startedAt);
        metrics.failed(failure);
        return new FetchOutcome.Failed(failure);
    }

    /** Whatever is not the database's word is a mistake of this program. */
    private static SourceFailure loss(Throwable thrown) {
        boolean mistake = thrown instanceof RuntimeException && !(thrown instanceof VertxException);
        return mistake
                ? new SourceFailure(FailureReason.INTERNAL, "A mistake in the fetcher; its log says more")
                : new SourceFailure(
                        FailureReason.STORE_UNAVAILABLE,
                        "PostgreSQL did not take the readings, nothing is kept: " + thrown.getMessage(),
                        Optional.of(STORE_RETRY));
    }

    private void tell(Order order, FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Stored stored) {
            LOG.infof(
                    "event=fetch-stored source=%s fetchId=%s %s",
                    order.source(), order.fetchId(), stored.receipt().counts());
        } else if (outcome instanceof FetchOutcome.Failed failed) {
            metrics.failed(failed.failure());
            LOG.warnf(
                    "event=fetch-failed source=%s fetchId=%s reason=%s detail=\"%s\"",
                    order.source(),
                    order.fetchId(),
                    failed.failure().reason(),
                    failed.failure().detail());
        }
    }

    /** A receipt of an older version does not tell what was pushed. */
    private static FetchOutcome samePayload(Order order, FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Stored stored) {
            Order first = stored.receipt().order();
            if (!first.digest().isEmpty() && !first.digest().equals(order.digest())) {
                return new FetchOutcome.OtherPayload(first);
            }
        }
        return outcome;
    }

    private static FetchOutcome sameOrder(Order order, FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Stored stored
                && !stored.receipt().order().equals(order)) {
            return new FetchOutcome.OtherOrder(stored.receipt().order());
        }
        return outcome;
    }
}
