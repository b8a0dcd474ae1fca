package io.tideline.fetcher.reading;

import static java.util.Objects.requireNonNull;

/** Names a series: one metric of one entity of one source. Its written form, {@code source/entity/metric}, is the key in Kafka. */
public record SeriesId(String source, String entity, String metric) {
    public static final int LONGEST_ENTITY = 200;

    public SeriesId {
        requireNonNull(source, "source");
        requireNonNull(metric, "metric");
        if (!isEntity(entity)) {
            throw new IllegalArgumentException("Not a name of an entity: '" + entity + "' of source " + source
                    + ". Give 1 to " + LONGEST_ENTITY + " characters without '/' and control characters");
        }
    }

    /** True if the name can stand between the slashes of a key. */
    public static boolean isEntity(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_ENTITY
                && name.chars().noneMatch(c -> c == '/' || Character.isISOControl(c));
    }

    @Override
    public String toString() {
        return source + "/" + entity + "/" + metric;
    }
}
