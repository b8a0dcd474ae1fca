package io.tideline.fetcher.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The declared sources, in the order of the file. */
public final class Sources {
    private final Map<String, Source> byName = new LinkedHashMap<>();

    public Sources(List<Source> sources) {
        sources.forEach(source -> byName.put(source.name(), source));
    }

    public Optional<Source> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<Source> all() {
        return List.copyOf(byName.values());
    }
}
