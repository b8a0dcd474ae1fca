package io.tideline.fetcher.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One entity that a source is asked about. Every property can stand as {@code {property}} in the URL. */
public record Entity(String name, Map<String, String> properties) {
    public Entity {
        properties = Map.copyOf(withName(name, properties));
    }

    /** The entity of a source that is asked about nothing in particular. */
    public static Entity named(String name) {
        return new Entity(name, Map.of());
    }

    public String title() {
        return properties.getOrDefault("title", name);
    }

    public Optional<Double> latitude() {
        return number("latitude");
    }

    public Optional<Double> longitude() {
        return number("longitude");
    }

    private Optional<Double> number(String property) {
        return Optional.ofNullable(properties.get(property)).map(Double::valueOf);
    }

    private static Map<String, String> withName(String name, Map<String, String> properties) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put("name", name);
        return all;
    }
}
