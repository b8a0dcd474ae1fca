package io.tideline.spark.alert;

import io.tideline.rules.alert.LifeState;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of one series: the life of its alert under each rule, its newest reading, and the timer that is set. Mutable. */
final class SeriesLives {

    private static final byte FORMAT = 1;

    private final Map<String, LifeState> byRule = new LinkedHashMap<>();
    private @Nullable Observation newest;

    /** The instant of the timer that is set, in milliseconds of the wall clock; 0 for none. */
    private long wakeAt;

    Map<String, LifeState> byRule() {
        return byRule;
    }

    @Nullable
    Observation newest() {
        return newest;
    }

    void see(Observation reading) {
        Observation known = newest;
        if (known == null || !reading.observedAt().isBefore(known.observedAt())) {
            newest = reading;
        }
    }

    long wakeAt() {
        return wakeAt;
    }

    void wakeAt(long instant) {
        wakeAt = instant;
    }

    /** How far the event time of the series lags behind the clock, in milliseconds: as much as it did at its newest reading. */
    long delay() {
        Observation reading = newest;
        return reading == null
                ? 0
                : Math.max(
                        0,
                        reading.fetchedAt().toEpochMilli()
                                - reading.observedAt().toEpochMilli());
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(wakeAt);
            writeNewest(out);
            out.writeInt(byRule.size());
            for (LifeState life : byRule.values()) {
                byte[] state = life.toBytes();
                out.writeInt(state.length);
                out.write(state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void writeNewest(DataOutputStream out) throws IOException {
        Observation reading = newest;
        out.writeBoolean(reading != null);
        if (reading != null) {
            out.writeLong(reading.observedAt().toEpochMilli());
            out.writeLong(reading.fetchedAt().toEpochMilli());
            out.writeDouble(reading.value());
            out.writeUTF(reading.unit());
            out.writeInt(reading.revision());
        }
    }

    static SeriesLives fromBytes(SeriesId series, byte[] bytes) {
        SeriesLives lives = new SeriesLives();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new IllegalStateException(
                        "The state of the alerts of " + series + " has format " + bytes[0] + ", not " + FORMAT
                                + ": remove the checkpoint of the query alerts, or run the version that wrote it");
            }
            lives.wakeAt = in.readLong();
            lives.newest = readNewest(series, in);
            int rules = in.readInt();
            for (int i = 0; i < rules; i++) {
                LifeState life = LifeState.fromBytes(in.readNBytes(in.readInt()));
                lives.byRule.put(life.ruleId(), life);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lives;
    }

    private static @Nullable Observation readNewest(SeriesId series, DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        Instant observedAt = Instant.ofEpochMilli(in.readLong());
        Instant fetchedAt = Instant.ofEpochMilli(in.readLong());
        return new Observation(series, observedAt, fetchedAt, in.readDouble(), in.readUTF(), in.readInt());
    }
}
