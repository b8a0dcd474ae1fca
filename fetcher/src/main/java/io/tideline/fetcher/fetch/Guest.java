package io.tideline.fetcher.fetch;

import io.smallrye.mutiny.Multi;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.remote.Answer;
import io.tideline.fetcher.source.Source;

/** Asks sources. */
interface Guest {
    /** Asks about all entities of the source over the interval. A request that fails is an answer like the others. */
    Multi<Answer> read(Source source, DataInterval interval);
}
