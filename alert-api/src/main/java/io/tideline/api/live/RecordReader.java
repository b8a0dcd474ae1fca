package io.tideline.api.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.api.alert.Alert;
import io.tideline.api.alert.RuleName;
import io.tideline.api.series.Reading;
import io.tideline.avro.AlertEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** From the bytes of a record to what it says. Avro ends here, and finds its classes by name. */
final class RecordReader {

    private static final int HEADER = 5;
    /** Names its class loader and its conversions: Avro's own defaults know neither in every environment. */
    static final SpecificData MODEL = new SpecificData(RecordReader.class.getClassLoader());

    static {
        MODEL.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /** From the schema that a record was written with to the class that it is read as; working that out is costly. */
    private record Resolution(int contentId, Class<?> type) {}

    private final Map<Resolution, SpecificDatumReader<Object>> readers = new ConcurrentHashMap<>();

    private final Schemas schemas;
    private final ObjectMapper json;

    RecordReader(Schemas schemas, ObjectMapper json) {
        this.schemas = schemas;
        this.json = json;
    }

    /**
     * @throws UnreadableException if nobody can read this
     * @throws IOException if the registry cannot be asked now
     */
    Content read(Topic topic, byte @Nullable [] value) throws IOException, InterruptedException {
        if (value == null) {
            throw new UnreadableException("no value");
        }
        return switch (topic) {
            case ALERTS -> new Content.Step(alert(avro(value, AlertEvent.class, AlertEvent.getClassSchema())));
            case FLAGS ->
                new Content.Flagged(
                        flag(avro(value, io.tideline.avro.Flag.class, io.tideline.avro.Flag.getClassSchema())));
            case READINGS ->
                new Content.Read(reading(
                        avro(value, io.tideline.avro.Reading.class, io.tideline.avro.Reading.getClassSchema())));
            case ACTIONS -> new Content.Marked(action(value));
        };
    }

    private Alert action(byte[] value) {
        try {
            return json.readValue(value, Alert.class);
        } catch (IOException e) {
            throw new UnreadableException("not an alert as JSON: " + e.getMessage());
        }
    }

    private <T> T avro(byte[] value, Class<T> type, Schema reader) throws IOException, InterruptedException {
        if (value.length <= HEADER || value[0] != 0) {
            throw new UnreadableException("not 0x00, content id, Avro: " + value.length + " bytes");
        }
        int contentId = ByteBuffer.wrap(value, 1, 4).getInt();
        Schema writer = schemas.byContentId(contentId);
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null);
            return type.cast(readers.computeIfAbsent(
                            new Resolution(contentId, type), key -> new SpecificDatumReader<>(writer, reader, MODEL))
                    .read(null, decoder));
        } catch (IOException | RuntimeException e) { // whatever breaks the decoder, it must not stop the feed
            throw new UnreadableException("not Avro of schema " + writer.getFullName() + ": " + e);
        }
    }

    static Alert alert(AlertEvent event) {
        return new Alert(
                event.getAlertId(),
                new RuleName(event.getRuleId(), event.getRuleName()),
                event.getSeverity(),
                event.getState(),
                event.getReason(),
                event.getCondition(),
                event.getSource(),
                event.getEntity(),
                event.getMetric(),
                event.getValue(),
                event.getUnit(),
                event.getThreshold(),
                event.getThresholdUnit(),
                event.getPeak(),
                event.getReadings(),
                event.getStartsAt(),
                event.getFiredAt(),
                event.getEndsAt(),
                event.getAt(),
                event.getFetchedAt(),
                event.getSequence(),
                event.getMessage(),
                null,
                0,
                null);
    }

    static Flag flag(io.tideline.avro.Flag flag) {
        return new Flag(
                flag.getFlagId(),
                new RuleName(flag.getRuleId(), flag.getRuleName()),
                flag.getSeverity(),
                flag.getSource(),
                flag.getEntity(),
                flag.getMetric(),
                flag.getValue(),
                flag.getUnit(),
                flag.getThreshold(),
                flag.getThresholdUnit(),
                flag.getObservedAt(),
                flag.getFetchedAt(),
                flag.getMessage());
    }

    static Reading reading(io.tideline.avro.Reading reading) {
        return new Reading(
                reading.getSource(),
                reading.getEntity(),
                reading.getMetric(),
                reading.getValue(),
                reading.getUnit(),
                reading.getObservedAt(),
                reading.getFetchedAt(),
                reading.getRevision());
    }
}
