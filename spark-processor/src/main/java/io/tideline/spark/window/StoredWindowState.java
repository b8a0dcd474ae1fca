package io.tideline.spark.window;

import java.util.Optional;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.ValueState;

/** The state of the series whose key Spark has set, in Spark's state store. */
record StoredWindowState(ValueState<byte[]> progressState, MapState<Long, byte[]> hours, MapState<Long, byte[]> minutes)
        implements WindowState {

    @Override
    public Progress progress() {
        byte[] bytes = progressState.get();
        return bytes == null ? Progress.none() : Progress.fromBytes(bytes);
    }

    @Override
    public void keep(Progress progress) {
        progressState.update(progress.toBytes());
    }

    @Override
    public Optional<HourStatistics> hour(long start) {
        return Optional.ofNullable(hours.getValue(start)).map(HourStatistics::fromBytes);
    }

    @Override
    public void keep(HourStatistics hour) {
        hours.updateValue(hour.start(), hour.toBytes());
    }

    @Override
    public MinuteReadings minute(long start) {
        byte[] bytes = minutes.getValue(start);
        return bytes == null ? new MinuteReadings() : MinuteReadings.fromBytes(bytes);
    }

    @Override
    public void keep(long start, MinuteReadings minute) {
        minutes.updateValue(start, minute.toBytes());
    }

    @Override
    public void forget(HourStatistics hour) {
        hour.minuteStarts().forEach(minutes::removeKey);
        hours.removeKey(hour.start());
    }
}
