package io.tideline.spark.window;

import io.tideline.rules.series.SeriesId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** Joins {@link SeriesWindows} to Spark's state and timers. The key is the series as text. */
final class WindowProcessor extends StatefulProcessor<String, Row, Row> {

    private final ReadingArchive archive;
    private final Lateness lateness;

    @SuppressWarnings("NullAway.Init") // Spark calls init first
    private transient StoredWindowState state;

    WindowProcessor(ReadingArchive archive, Lateness lateness) {
        this.archive = archive;
        this.lateness = lateness;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        ValueState<byte[]> progress = getHandle().getValueState("progress", Encoders.BINARY(), TTLConfig.NONE());
        MapState<Long, byte[]> hours =
                getHandle().getMapState("hours", Encoders.LONG(), Encoders.BINARY(), TTLConfig.NONE());
        MapState<Long, byte[]> minutes =
                getHandle().getMapState("minutes", Encoders.LONG(), Encoders.BINARY(), TTLConfig.NONE());
        state = new StoredWindowState(progress, hours, minutes);
    }

    @Override
    public Iterator<Row> handleInputRows(String key, Iterator<Row> rows, TimerValues time) {
        List<TimedValue> readings = new ArrayList<>();
        while (rows.hasNext()) {
            readings.add(reading(rows.next()));
        }
        return give(key, time, (windows, now) -> windows.add(readings, now));
    }

    @Override
    public Iterator<Row> handleExpiredTimer(String key, TimerValues time, ExpiredTimerInfo timer) {
        return give(key, time, SeriesWindows::wake);
    }

    private Iterator<Row> give(String key, TimerValues time, BiFunction<SeriesWindows, Long, List<Window>> step) {
        SeriesId series = SeriesId.parse(key);
        HeldWindowState held = new HeldWindowState(state);
        SeriesWindows windows = new SeriesWindows(series, held, archive, lateness);
        long now = time.getCurrentProcessingTimeInMs();
        List<Row> rows = step.apply(windows, now).stream()
                .map(window -> row(series, window))
                .toList();
        windows.planWake(now).ifPresent(getHandle()::registerTimer);
        held.settle();
        return CollectionConverters.asScala(rows.iterator());
    }

    /** From the columns of {@link io.tideline.spark.input.ReadingDecoder#READING}. */
    private static TimedValue reading(Row row) {
        return new TimedValue(row.getLong(5), row.getDouble(3), row.getInt(7), row.getLong(6), row.getString(4));
    }

    private static Row row(SeriesId series, Window window) {
        Statistics statistics = window.statistics();
        return RowFactory.create(
                series.source(),
                series.entity(),
                series.metric(),
                window.size().name(),
                window.start(),
                window.end(),
                statistics.count(),
                statistics.min(),
                statistics.max(),
                statistics.mean(),
                statistics.deviation(),
                statistics.last(),
                statistics.lastAt(),
                window.unit(),
                window.isFinal());
    }
}
