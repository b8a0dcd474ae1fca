package io.tideline.fetcher.fetch;

import io.smallrye.mutiny.Multi;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.remote.Answer;
import io.tideline.fetcher.remote.Quota;
import io.tideline.fetcher.remote.SourceClient;
import io.tideline.fetcher.remote.Version;
import io.tideline.fetcher.source.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks sources over HTTP. All fetches of a source share its client, and so its limits. */
@ApplicationScoped
class HttpGuest implements Guest {
    private final Map<String, SourceClient> clients = new ConcurrentHashMap<>();
    private final Quota quota;
    private final Clock clock;

    HttpGuest(Quota quota, Clock clock) {
        this.quota = quota;
        this.clock = clock;
    }

    @Override
    public Multi<Answer> read(Source source, DataInterval interval) {
        return client(source).read(interval);
    }

    @Override
    public void remember(Source source, Version version) {
        client(source).remember(version);
    }

    private SourceClient client(Source source) {
        return clients.computeIfAbsent(source.name(), name -> new SourceClient(source, quota, clock));
    }
}
