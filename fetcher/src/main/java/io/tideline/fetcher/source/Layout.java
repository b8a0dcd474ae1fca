package io.tideline.fetcher.source;

import java.util.Optional;

/** The shape of a payload: where its records are. */
public sealed interface Layout {
    /** One record in each document. */
    record OneObject(Path at) implements Layout {}

    /** An object of arrays of the same length, one for the time and one for each metric. */
    record ParallelArrays(Path at) implements Layout {}

    /** An array of records, each of which may hold its values in a list of names and values. */
    record Records(Path at, Optional<Pairs> pairs) implements Layout {}

    /** CSV with a header row; with a preamble, the header comes after the first blank line. */
    record Table(boolean afterPreamble) implements Layout {}

    /** A list of names and values inside a record; {@code value} and {@code unit} are relative to an element. */
    record Pairs(Path in, Path name, Path value, Optional<Path> unit) {}
}
