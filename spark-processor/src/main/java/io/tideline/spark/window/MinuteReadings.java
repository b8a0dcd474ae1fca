package io.tideline.spark.window;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** The readings of one minute of a series, by their time: a repeated one changes nothing, a corrected one replaces the old. */
final class MinuteReadings {

    private static final byte FORMAT = 1;
    private static final int BYTES_EACH = Long.BYTES + Double.BYTES + Integer.BYTES + Long.BYTES;

    private final TreeMap<Long, TimedValue> readings = new TreeMap<>();

    /** Whether the reading was new or a correction. */
    boolean put(TimedValue reading) {
        TimedValue known = readings.get(reading.observedAt());
        if (known != null && !reading.corrects(known)) {
            return false;
        }
        readings.put(reading.observedAt(), reading);
        return true;
    }

    /** Unit of the last reading. */
    String unit() {
        return readings.lastEntry().getValue().unit();
    }

    Statistics statistics() {
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (TimedValue reading : readings.values()) {
            sum += reading.value();
            min = Math.min(min, reading.value());
            max = Math.max(max, reading.value());
        }
        double mean = sum / readings.size();
        TimedValue last = readings.lastEntry().getValue();
        return new Statistics(
                readings.size(), mean, squaredDeviations(mean), min, max, last.value(), last.observedAt());
    }

    private double squaredDeviations(double mean) {
        double squares = 0;
        for (TimedValue reading : readings.values()) {
            double deviation = reading.value() - mean;
            squares += deviation * deviation;
        }
        return squares;
    }

    /** The unit of the last reading stands for all: a source does not change it within a minute. */
    byte[] toBytes() {
        byte[] unit = unit().getBytes(StandardCharsets.UTF_8);
        ByteBuffer target = ByteBuffer.allocate(1 + Short.BYTES + unit.length + readings.size() * BYTES_EACH);
        target.put(FORMAT).putShort((short) unit.length).put(unit);
        for (TimedValue reading : readings.values()) {
            target.putLong(reading.observedAt())
                    .putDouble(reading.value())
                    .putInt(reading.revision())
                    .putLong(reading.fetchedAt());
        }
        return target.array();
    }

    static MinuteReadings fromBytes(byte[] bytes) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        if (source.get() != FORMAT) {
            throw new IllegalStateException("State of a minute in format " + bytes[0] + ", not " + FORMAT
                    + ": remove the checkpoint of the query windows, or run the version that wrote it");
        }
        byte[] unit = new byte[source.getShort()];
        source.get(unit);
        MinuteReadings minute = new MinuteReadings();
        String unitName = new String(unit, StandardCharsets.UTF_8);
        while (source.hasRemaining()) {
            minute.put(
                    new TimedValue(source.getLong(), source.getDouble(), source.getInt(), source.getLong(), unitName));
        }
        return minute;
    }
}
