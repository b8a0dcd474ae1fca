package io.tideline.fetcher.source;

/** How a source knows its caller. */
public sealed interface Authentication {
    record None() implements Authentication {}

    record Bearer(Secret token) implements Authentication {}

    record Basic(String user, Secret password) implements Authentication {}

    record KeyInHeader(String header, Secret key) implements Authentication {}

    record KeyInQuery(String parameter, Secret key) implements Authentication {}
}
