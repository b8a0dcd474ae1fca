package io.tideline.fetcher.fetch;

import io.micrometer.core.instrument.MeterRegistry;
import io.tideline.fetcher.archive.Counts;
import io.tideline.fetcher.archive.Failure;
import io.tideline.fetcher.archive.Receipt;
import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.Rejected;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** What is counted of each source. */
@ApplicationScoped
public class FetchMetrics {
    private static final String SOURCE = "source";

    private final MeterRegistry registry;

    public FetchMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void stored(Receipt receipt, Extract extract) {
        String source = receipt.order().source();
        ended(source, "STORED", receipt.startedAt(), receipt.finishedAt());
        Counts counts = receipt.counts();
        readings(source, "new", counts.fresh());
        readings(source, "revised", counts.revised());
        readings(source, "unchanged", counts.unchanged());
        for (Rejected rejected : extract.rejected()) {
            registry.counter(
                            "tideline.rejected",
                            SOURCE,
                            source,
                            "reason",
                            rejected.reason().name())
                    .increment();
        }
    }

    void failed(Failure failure) {
        ended(failure.order().source(), failure.reason().name(), failure.startedAt(), failure.finishedAt());
    }

    private void ended(String source, String outcome, Instant startedAt, Instant finishedAt) {
        registry.timer("tideline.fetches", SOURCE, source, "outcome", outcome)
                .record(Duration.between(startedAt, finishedAt));
    }

    private void readings(String source, String kind, int count) {
        registry.counter("tideline.readings", SOURCE, source, "kind", kind).increment(count);
    }
}
