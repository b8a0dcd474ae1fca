package io.tideline.rules.alert;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import io.tideline.rules.condition.Sample;
import io.tideline.rules.condition.TimeAxis;
import io.tideline.rules.series.Observation;

/**
 * A reading that is kept for the time in which late readings may still come before it. All times in milliseconds.
 *
 * @param at place on the time axis of the condition
 */
record Kept(long at, long observedAt, long fetchedAt, double value, String unit, int revision) {

    static Kept of(Observation reading, TimeAxis axis) {
        long observedAt = reading.observedAt().toEpochMilli();
        long fetchedAt = reading.fetchedAt().toEpochMilli();
        long at = axis == TimeAxis.EVENT_TIME ? observedAt : fetchedAt;
        return new Kept(at, observedAt, fetchedAt, reading.value(), reading.unit(), reading.revision());
    }

    Sample sample() {
        return new Sample(at, value, unit);
    }

    boolean isSameReading(Kept other) {
        return observedAt == other.observedAt;
    }

    boolean isRepeatedBy(Kept other) {
        return isSameReading(other) && value == other.value && unit.equals(other.unit);
    }

    void write(ByteWriter out, long before) {
        out.writeLong(at - before);
        out.writeLong(observedAt - at);
        out.writeLong(fetchedAt - at);
        out.writeDouble(value);
        out.writeText(unit);
        out.writeLong(revision);
    }

    static Kept read(ByteReader in, long before) {
        long at = before + in.readLong();
        return new Kept(
                at, at + in.readLong(), at + in.readLong(), in.readDouble(), in.readText(), (int) in.readLong());
    }
}
