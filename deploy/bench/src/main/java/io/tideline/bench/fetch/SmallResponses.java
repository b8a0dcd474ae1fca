package io.tideline.bench.fetch;

import io.tideline.bench.fetch.RunningFetcher.Order;
import io.tideline.bench.fetch.Values.Value;
import java.time.Duration;
import java.time.Instant;

/**
 * Many fetches that bring one reading each; beside them the same rows inserted with a commit each by as many callers,
 * and the producer alone with the same records.
 */
final class SmallResponses {
    private static final int AT_ONCE = 16;

    private final PreparedApi api;
    private final RunningFetcher fetcher;
    private final Ceilings ceilings;
    private final int fetches;
    private int rounds;

    SmallResponses(PreparedApi api, RunningFetcher fetcher, Ceilings ceilings, int fetches) {
        this.api = api;
        this.fetcher = fetcher;
        this.ceilings = ceilings;
        this.fetches = fetches;
    }

    Totals round() throws Exception {
        Singles singles = new Singles(fetches, Instant.parse("2025-01-06T00:00:00Z"));
        api.forget();
        singles.forEach(value -> BenchSources.serve(api, value));
        ceilings.truncate();
        rounds++;
        Duration fetch = Totals.timed(() -> fetchAll(singles));
        ceilings.requireReadings(fetches);
        ceilings.truncate();
        Duration insert = ceilings.commitEach(singles, AT_ONCE);
        Duration produce = ceilings.produce(singles, BenchSources.SMALL);
        return new Totals(fetches, fetch, insert, produce);
    }

    String title() {
        return "%d fetches a round of one reading each, %d at once; beside them as many INSERTs with a commit each"
                .formatted(fetches, AT_ONCE);
    }

    /** Until every fetch has answered and the outbox is empty: committed and acknowledged. */
    private void fetchAll(Singles singles) throws Exception {
        fetcher.orderAll(AT_ONCE, singles.all().stream().map(this::order).toList());
        ceilings.awaitEmptyOutbox();
    }

    private Order order(Value value) {
        return new Order(
                BenchSources.SMALL, "small-" + rounds + "-" + value.at().getEpochSecond(), value.at());
    }
}
