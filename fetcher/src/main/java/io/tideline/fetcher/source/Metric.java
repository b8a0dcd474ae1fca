package io.tideline.fetcher.source;

/**
 * A quantity that a source measures.
 *
 * @param value where its value stands: a path, the header of a CSV column, or the name in a list of names and values
 */
public record Metric(String name, Path value, UnitRule unit) {}
