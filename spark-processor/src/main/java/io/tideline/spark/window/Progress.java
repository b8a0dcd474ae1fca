package io.tideline.spark.window;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How far a series has come.
 *
 * @param latest when its newest reading was observed
 * @param watermark event time up to which its windows are final
 * @param wakeAt processing time of the timer that is set; 0 for none
 * @param hours the hours that are remembered, by their start, with the processing time at which they were last touched
 */
record Progress(long latest, long watermark, long wakeAt, NavigableMap<Long, Long> hours) {

    static Progress none() {
        return new Progress(Long.MIN_VALUE, Long.MIN_VALUE, 0, new TreeMap<>());
    }

    Progress advancedTo(long newLatest, long newWatermark) {
        return new Progress(newLatest, newWatermark, wakeAt, hours);
    }

    Progress wakingAt(long instant) {
        return new Progress(latest, watermark, instant, hours);
    }

    byte[] toBytes() {
        ByteBuffer target = ByteBuffer.allocate((3 + 2 * hours.size()) * Long.BYTES);
        target.putLong(latest).putLong(watermark).putLong(wakeAt);
        hours.forEach((start, touchedAt) -> target.putLong(start).putLong(touchedAt));
        return target.array();
    }

    static Progress fromBytes(byte[] bytes) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        Progress progress = new Progress(source.getLong(), source.getLong(), source.getLong(), new TreeMap<>());
        Map<Long, Long> hours = progress.hours;
        while (source.hasRemaining()) {
            hours.put(source.getLong(), source.getLong());
        }
        return progress;
    }
}
