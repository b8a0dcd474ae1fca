package io.tideline.fetcher.archive;

import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.publishing.Batch;
import io.tideline.fetcher.publishing.Outbox;
import io.tideline.fetcher.publishing.Relay;
import io.tideline.fetcher.reading.Destination;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The archive in PostgreSQL. */
@ApplicationScoped
class PostgresArchive implements Archive {
    private final Pool pool;
    private final Months months;
    private final Outbox outbox;
    private final Relay relay;
    private final Clock clock;

    PostgresArchive(Pool pool, Months months, Outbox outbox, Relay relay, Clock clock) {
        this.pool = pool;
        this.months = months;
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
    }

    @Override
    public Uni<Receipt> keep(Delivery delivery) {
        List<Series> series = Series.of(delivery.extract().readings());
        return prepare(delivery)
                .chain(() -> pool.withTransaction(transaction -> keepOnce(transaction, delivery, series)))
                .onFailure()
                .invoke(months::forget)
                .invoke(relay::wake);
    }

    @Override
    public Uni<Void> note(Failure failure) {
        return FetchTable.write(pool, failure);
    }

    @Override
    public Uni<Optional<Receipt>> receipt(String source, String fetchId) {
        return find(source, fetchId).map(PostgresArchive::receipt);
    }

    @Override
    public Uni<Optional<Note>> find(String source, String fetchId) {
        return FetchTable.find(pool, source, fetchId);
    }

    @Override
    public Uni<Map<String, Note>> latest() {
        return FetchTable.latest(pool);
    }

    private Uni<Void> prepare(Delivery delivery) {
        return delivery.order().goesTo(Destination.HISTORY)
                ? months.holdAll(delivery.extract().readings())
                : Uni.createFrom().voidItem();
    }

    private Uni<Receipt> keepOnce(SqlConnection transaction, Delivery delivery, List<Series> series) {
        Order order = delivery.order();
        return FetchTable.takeTurns(transaction, order)
                .chain(() -> FetchTable.find(transaction, order.source(), order.fetchId()))
                .map(PostgresArchive::receipt)
                .chain(before ->
                        before.map(Uni.createFrom()::item).orElseGet(() -> keepFirst(transaction, delivery, series)));
    }

    /** One after the other: compared and kept, then published, then told. */
    private Uni<Receipt> keepFirst(SqlConnection transaction, Delivery delivery, List<Series> series) {
        return compare(transaction, delivery, series)
                .call(comparison -> publish(transaction, delivery, comparison))
                .call(() -> RejectedTable.add(transaction, delivery))
                .map(comparison -> receipt(delivery, comparison))
                .call(receipt -> FetchTable.write(transaction, receipt));
    }

    private static Uni<Comparison> compare(SqlConnection transaction, Delivery delivery, List<Series> series) {
        boolean keeps = delivery.order().goesTo(Destination.HISTORY) && !series.isEmpty();
        return keeps
                ? new ReadingTable(transaction, delivery).keep(series)
                : Uni.createFrom().item(() -> Comparison.of(series, Map.of()));
    }

    private Uni<Void> publish(SqlConnection transaction, Delivery delivery, Comparison comparison) {
        Order order = delivery.order();
        return order.goesTo(Destination.STREAM)
                ? outbox.add(
                        transaction,
                        Batch.inOrder(
                                order.source(),
                                order.fetchId(),
                                delivery.fetchedAt(),
                                delivery.trace(),
                                comparison.toPublish()))
                : Uni.createFrom().voidItem();
    }

    private Receipt receipt(Delivery delivery, Comparison comparison) {
        return new Receipt(
                delivery.order(),
                comparison.counts(delivery.extract().rejected().size()),
                delivery.entities(),
                delivery.startedAt(),
                clock.instant());
    }

    private static Optional<Receipt> receipt(Optional<Note> note) {
        return note.filter(Receipt.class::isInstance).map(Receipt.class::cast);
    }
}
