package io.tideline.fetcher.archive;

/** What became of a fetch. */
public sealed interface Note permits Receipt, Failure {}
