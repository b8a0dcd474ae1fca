package io.tideline.fetcher.publishing;

import io.tideline.fetcher.reading.Revision;

/** From the domain to the contract on the wire. */
final class ReadingEncoder {
    private ReadingEncoder() {}

    static io.tideline.avro.Reading encoded(Batch batch, Revision revision) {
        var reading = revision.reading();
        return new io.tideline.avro.Reading(
                batch.source(),
                reading.series().entity(),
                reading.series().metric(),
                reading.value(),
                reading.unit(),
                reading.observedAt(),
                batch.fetchedAt(),
                batch.fetchId(),
                revision.number());
    }
}
