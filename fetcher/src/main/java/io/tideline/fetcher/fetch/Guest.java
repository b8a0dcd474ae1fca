package io.tideline.fetcher.fetch;

import io.smallrye.mutiny.Multi;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.remote.Answer;
import io.tideline.fetcher.remote.Version;
import io.tideline.fetcher.source.Source;

/** Asks sources. */
interface Guest {
    /** Asks about all entities of the source over the interval. A request that fails is an answer like the others. */
    Multi<Answer> read(Source source, DataInterval interval);

    /** From now on the source need not answer again what it answered in that version: all of it is kept. */
    void remember(Source source, Version version);
}
