package io.tideline.api.live;

import io.tideline.api.alert.Alert;
import io.tideline.avro.AlertEvent;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/** The records of the topic alerts, for whoever follows it with a position of its own and for whoever writes to it. */
@Singleton
public class AlertRecords {

    public static final String TOPIC = Topic.ALERTS.title();

    private final AlertFeed feed;
    private final Schemas schemas;
    private volatile @Nullable Integer contentId;

    AlertRecords(AlertFeed feed, LiveConfig config) {
        this.feed = feed;
        this.schemas = new Schemas(config.registryUrl());
    }

    /**
     * The step that a record tells of; nothing if nobody can read it, which the feed has counted and logged.
     *
     * @throws IOException if the registry cannot be asked now
     */
    public Optional<Alert> read(byte @Nullable [] value) throws IOException, InterruptedException {
        try {
            return feed.reader().read(Topic.ALERTS, value) instanceof Content.Step step
                    ? Optional.of(step.alert())
                    : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    /**
     * The record that tells of a step.
     *
     * @throws IOException if the registry was never asked for the id of the schema and cannot be asked now
     */
    public byte[] written(Alert step) throws IOException, InterruptedException {
        Integer known = contentId;
        int id = known == null ? schemas.contentId(TOPIC, AlertEvent.getClassSchema()) : known;
        contentId = id;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new SpecificDatumWriter<AlertEvent>(AlertEvent.getClassSchema(), RecordReader.MODEL)
                .write(event(step), encoder);
        return bytes.toByteArray();
    }

    static AlertEvent event(Alert alert) {
        return AlertEvent.newBuilder()
                .setAlertId(alert.id())
                .setSequence(alert.sequence())
                .setRuleId(alert.rule().id())
                .setRuleName(alert.rule().name())
                .setSeverity(alert.severity())
                .setSource(alert.source())
                .setEntity(alert.entity())
                .setMetric(alert.metric())
                .setState(alert.state())
                .setReason(alert.reason())
                .setCondition(alert.condition())
                .setValue(alert.value())
                .setUnit(alert.unit())
                .setThreshold(alert.threshold())
                .setThresholdUnit(alert.thresholdUnit())
                .setPeak(alert.peak())
                .setReadings(alert.readings())
                .setStartsAt(alert.startsAt())
                .setFiredAt(alert.firedAt())
                .setEndsAt(alert.endsAt())
                .setAt(alert.at())
                .setFetchedAt(alert.fetchedAt())
                .setMessage(alert.message())
                .build();
    }
}
