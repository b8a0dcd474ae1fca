package io.tideline.fetcher.reading;

import java.util.List;

/** What a payload says: its readings in the order of the payload, and what could not be read. */
public record Extract(List<Reading> readings, List<Rejected> rejected) {}
