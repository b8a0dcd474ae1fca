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
    public Uni<List<Note>> recent(String source, int limit) {
        return FetchTable.recent(pool, source, limit);
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

    /**
     * PostgreSQL runs the statements of a connection in the order in which they were sent, so none waits here for the
     * answer to the one before unless it needs it: while the locks are held, every answer that is waited for counts.
     */
    private Uni<Receipt> keepOnce(SqlConnection transaction, Delivery delivery, List<Series> series) {
        Order order = delivery.order();
        ReadingTable table = new ReadingTable(transaction, delivery);
        return Uni.combine()
                .all()
                .unis(
                        FetchTable.takeTurns(transaction, order),
                        FetchTable.find(transaction, order.source(), order.fetchId()),
                        table.compare(series))
                .asTuple()
                .chain(found -> receipt(found.getItem2())
                        .map(Uni.createFrom()::item)
                        .orElseGet(() -> keepFirst(transaction, table, delivery, found.getItem3())));
    }

    /** Kept and to be published, then told. */
    private Uni<Receipt> keepFirst(
            SqlConnection transaction, ReadingTable table, Delivery delivery, Comparison comparison) {
        return Uni.join()
                .all(
                        table.keep(comparison),
                        publish(transaction, delivery, comparison),
                        RejectedTable.add(transaction, delivery))
                .andFailFast()
                .map(done -> receipt(delivery, comparison))
                .call(receipt -> FetchTable.write(transaction, receipt));
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
