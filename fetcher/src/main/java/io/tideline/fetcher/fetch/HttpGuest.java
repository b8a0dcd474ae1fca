package io.tideline.fetcher.fetch;

import io.smallrye.mutiny.Multi;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.remote.Answer;
import io.tideline.fetcher.remote.SourceClient;
import io.tideline.fetcher.source.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks sources over HTTP. All fetches of a source share its client, and so its limits. */
@ApplicationScoped
class HttpGuest implements Guest {
    private final Map<String, SourceClient> clients = new ConcurrentHashMap<>();
    private final Clock clock;

    HttpGuest(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Multi<Answer> read(Source source, DataInterval interval) {
        return clients.computeIfAbsent(source.name(), name -> new SourceClient(source, clock))
                .read(interval);
    }
}
