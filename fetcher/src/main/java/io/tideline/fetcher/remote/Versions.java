package io.tideline.fetcher.remote;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The versions of what was answered and kept. The oldest are forgotten: URLs that name an interval never come back. */
final class Versions {
    private static final int MOST = 1_000;

    private final Map<URI, Version> byUrl = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Version> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Version> of(URI url) {
        return Optional.ofNullable(byUrl.get(url));
    }

    synchronized void remember(Version version) {
        byUrl.put(version.url(), version);
    }
}
