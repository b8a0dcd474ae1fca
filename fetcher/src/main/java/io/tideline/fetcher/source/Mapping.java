package io.tideline.fetcher.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From a payload to readings.
 *
 * @param entity where a record names its entity; without it a record is about the entity that was asked for
 * @param error where an error text stands in a body under a status of success
 * @param missing the spellings, beside null and empty, that mean "no value"
 */
public record Mapping(
        Layout layout,
        Optional<Path> entity,
        TimeRule time,
        List<Metric> metrics,
        Optional<Path> error,
        Set<String> missing) {}
