package io.tideline.rules.series;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/** Names one series. Written {@code source/entity/metric}, which is also its Kafka key; no part is empty or holds a slash. */
public record SeriesId(String source, String entity, String metric) implements Serializable {

    public SeriesId {
        requirePart("source", source);
        requirePart("entity", entity);
        requirePart("metric", metric);
    }

    /**
     * Reads {@code source/entity/metric}.
     *
     * @throws IllegalArgumentException if the text has not exactly three parts, or one is empty
     */
    public static SeriesId parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("series is not source/entity/metric: '" + text + "'");
        }
        return new SeriesId(text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1));
    }

    private static void requirePart(String name, String part) {
        requireNonNull(part, name);
        if (part.isEmpty() || part.indexOf('/') >= 0) {
            throw new IllegalArgumentException(name + " of a series is empty or holds a '/': '" + part + "'");
        }
    }

    @Override
    public String toString() {
        return source + '/' + entity + '/' + metric;
    }
}
