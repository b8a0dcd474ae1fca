package io.tideline.fetcher.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.RejectReason;
import io.tideline.fetcher.reading.Rejected;
import io.tideline.fetcher.source.Source;
import java.util.ArrayList;
import java.util.List;

/** What one payload gave so far. */
final class Collected {
    private final Source source;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();

    Collected(Source source) {
        this.source = source;
    }

    void add(Reading reading) {
        readings.add(reading);
    }

    void reject(String entity, String metric, RejectReason reason, String detail, JsonNode at) {
        rejected.add(new Rejected(
                entity, metric, reason, source.withoutSecrets(detail), source.withoutSecrets(at.toString())));
    }

    Extract extract() {
        return new Extract(readings, rejected);
    }
}
