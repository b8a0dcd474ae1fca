package io.tideline.spark.input;

import io.tideline.avro.Reading;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The bytes of a reading, and what a reading must be beyond its schema. For one thread. */
final class ReadingFormat {

    private static final Duration FURTHEST_AHEAD = Duration.ofDays(366);

    private final AvroFormat<Reading> format;

    ReadingFormat(WriterSchemas schemas) {
        format = new AvroFormat<>(Reading.getClassSchema(), schemas);
    }

    /** @throws IOException if the registry cannot be asked now */
    Decoded<Reading> decode(byte @Nullable [] bytes) throws IOException {
        Decoded<Reading> decoded = format.decode(bytes);
        return decoded instanceof Decoded.Accepted<Reading> accepted ? checked(accepted) : decoded;
    }

    private static Decoded<Reading> checked(Decoded.Accepted<Reading> accepted) {
        Reading reading = accepted.message();
        if (!isPart(reading.getSource()) || !isPart(reading.getEntity()) || !isPart(reading.getMetric())) {
            return new Decoded.Rejected<>(RejectedReason.NO_SERIES, "source, entity or metric is blank or holds a '/'");
        }
        if (!Double.isFinite(reading.getValue())) {
            return new Decoded.Rejected<>(RejectedReason.NOT_FINITE, "the value is " + reading.getValue());
        }
        if (reading.getObservedAt().toEpochMilli() < 0
                || reading.getObservedAt().isAfter(reading.getFetchedAt().plus(FURTHEST_AHEAD))) {
            return new Decoded.Rejected<>(
                    RejectedReason.IMPLAUSIBLE_TIME,
                    "observed at " + reading.getObservedAt() + ", fetched at " + reading.getFetchedAt());
        }
        return accepted;
    }

    private static boolean isPart(String name) {
        return !name.isBlank() && name.indexOf('/') < 0;
    }
}
