package io.tideline.spark.window;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** State of one series that goes through bytes, as Spark's does. */
final class InMemoryWindowState implements WindowState {

    final Map<Long, byte[]> hours = new HashMap<>();
    final Map<Long, byte[]> minutes = new HashMap<>();
    private byte[] progress = Progress.none().toBytes();

    @Override
    public Progress progress() {
        return Progress.fromBytes(progress);
    }

    @Override
    public void keep(Progress progress) {
        this.progress = progress.toBytes();
    }

    @Override
    public Optional<HourStatistics> hour(long start) {
        return Optional.ofNullable(hours.get(start)).map(HourStatistics::fromBytes);
    }

    @Override
    public void keep(HourStatistics hour) {
        hours.put(hour.start(), hour.toBytes());
    }

    @Override
    public MinuteReadings minute(long start) {
        return Optional.ofNullable(minutes.get(start))
                .map(MinuteReadings::fromBytes)
                .orElseGet(MinuteReadings::new);
    }

    @Override
    public void keep(long start, MinuteReadings minute) {
        minutes.put(start, minute.toBytes());
    }

    @Override
    public void forget(HourStatistics hour) {
        hour.minuteStarts().forEach(minutes::remove);
        hours.remove(hour.start());
    }
}
