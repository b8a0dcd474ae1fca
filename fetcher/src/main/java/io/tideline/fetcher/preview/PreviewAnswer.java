package io.tideline.fetcher.preview;

import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.Rejected;
import java.time.Instant;
import java.util.List;

/**
 * What a mapping makes of a payload.
 *
 * @param readings how many there are; {@code first} shows some of them
 * @param failures what could not be used as a whole, one for each request
 */
public record PreviewAnswer(
        String source,
        int readings,
        int rejected,
        List<ReadingAnswer> first,
        List<Rejected> firstRejected,
        List<FailureAnswer> failures) {
    private static final int SHOWN = 100;

    /** A reading in the words of the HTTP interface. */
    public record ReadingAnswer(String entity, String metric, Instant observedAt, double value, String unit) {
        static ReadingAnswer of(Reading reading) {
            return new ReadingAnswer(
                    reading.series().entity(),
                    reading.series().metric(),
                    reading.observedAt(),
                    reading.value(),
                    reading.unit());
        }
    }

    /** Why a request brought nothing. */
    public record FailureAnswer(String reason, String detail) {}

    static PreviewAnswer of(String source, Extract extract, List<FailureAnswer> failures) {
        return new PreviewAnswer(
                source,
                extract.readings().size(),
                extract.rejected().size(),
                extract.readings().stream().limit(SHOWN).map(ReadingAnswer::of).toList(),
                extract.rejected().stream().limit(SHOWN).toList(),
                failures);
    }
}
