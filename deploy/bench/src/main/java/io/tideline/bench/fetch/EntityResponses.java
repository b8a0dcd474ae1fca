package io.tideline.bench.fetch;

import io.tideline.bench.fetch.RunningFetcher.Order;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Fetches over many entities, each of which is asked about by a request of its own and brings one reading, as weather
 * stations do. Beside them COPY and the producer with the same readings, and the same requests alone.
 */
final class EntityResponses {
    private static final int CONNECTIONS = 16;

    private final PreparedApi api;
    private final RunningFetcher fetcher;
    private final Ceilings ceilings;
    private final int fetches;
    private int rounds;
    private long asked;
    private Duration asking = Duration.ZERO;

    EntityResponses(PreparedApi api, RunningFetcher fetcher, Ceilings ceilings, int fetches) {
        this.api = api;
        this.fetcher = fetcher;
        this.ceilings = ceilings;
        this.fetches = fetches;
    }

    Totals round() throws Exception {
        Snapshots snapshots = new Snapshots(fetches, Instant.parse("2025-01-06T00:00:00Z"));
        api.forget();
        List<String> queries = BenchSources.serve(api, snapshots);
        ceilings.truncate();
        rounds++;
        Duration fetch = Totals.timed(() -> fetchAll(snapshots));
        ceilings.requireReadings(snapshots.readings());
        ceilings.truncate();
        Duration copy = ceilings.copy(snapshots, BenchSources.EACH);
        Duration produce = ceilings.produce(snapshots, BenchSources.EACH);
        Duration bare = BareRequests.send(URI.create(api.url()), queries, CONNECTIONS);
        if (rounds > 1) {
            asked += queries.size();
            asking = asking.plus(bare);
        }
        return new Totals(snapshots.readings(), fetch, copy, produce);
    }

    String title() {
        return "%d fetches a round, one after the other, of one reading each of %d entities, a request for each"
                .formatted(fetches, BenchSources.ENTITIES);
    }

    /** Requests a second where nothing is made of their answers, over all rounds but the first. */
    double requestRate() {
        return Totals.rate(asked, asking);
    }

    /** Until every fetch has answered and the outbox is empty: committed and acknowledged. */
    private void fetchAll(Snapshots snapshots) throws Exception {
        fetcher.orderAll(1, snapshots.instants().stream().map(this::order).toList());
        ceilings.awaitEmptyOutbox();
    }

    private Order order(Instant at) {
        return new Order(BenchSources.EACH, "each-" + rounds + "-" + at.getEpochSecond(), at);
    }
}
