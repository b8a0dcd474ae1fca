package io.tideline.spark.window;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The statistics of the sixty minutes of one hour of a series, from which those of every window within it follow. */
final class HourStatistics {

    private static final byte FORMAT = 1;
    private static final int MINUTES = 60;

    private final long start;
    private final Statistics[] minutes = new Statistics[MINUTES];
    private String unit = "";

    /** Every window that ends at or before this instant has been emitted as final. */
    private long finalUntil;

    HourStatistics(long start) {
        this.start = start;
        this.finalUntil = start;
        Arrays.fill(minutes, Statistics.NONE);
    }

    long start() {
        return start;
    }

    long end() {
        return start + WindowSize.PT1H.millis();
    }

    void set(long minuteStart, MinuteReadings readings) {
        minutes[index(minuteStart)] = readings.statistics();
        if (isNewest(index(minuteStart))) {
            unit = readings.unit();
        }
    }

    private boolean isNewest(int minute) {
        return Arrays.stream(minutes, minute + 1, MINUTES).allMatch(Statistics::isEmpty);
    }

    /** Starts of the minutes that have readings. */
    List<Long> minuteStarts() {
        List<Long> starts = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            if (!minutes[minute].isEmpty()) {
                starts.add(start + minute * WindowSize.PT1M.millis());
            }
        }
        return starts;
    }

    /** The windows that hold at least one of these minutes, as they are now. */
    List<Window> windowsOf(Iterable<Long> minuteStarts, long watermark) {
        List<Window> windows = new ArrayList<>();
        for (WindowSize size : WindowSize.values()) {
            long previous = Long.MIN_VALUE;
            for (long minute : minuteStarts) {
                long windowStart = size.startOf(minute);
                if (windowStart != previous) {
                    windows.add(window(size, windowStart, watermark));
                    previous = windowStart;
                }
            }
        }
        return windows;
    }

    /** The windows that the watermark has passed since the last call, without empty ones. */
    List<Window> finished(long watermark) {
        List<Window> windows = new ArrayList<>();
        for (WindowSize size : WindowSize.values()) {
            long first = size.startOf(finalUntil);
            for (long windowStart = first;
                    windowStart + size.millis() <= Math.min(watermark, end());
                    windowStart += size.millis()) {
                if (windowStart + size.millis() > finalUntil) {
                    Window window = window(size, windowStart, watermark);
                    if (!window.statistics().isEmpty()) {
                        windows.add(window);
                    }
                }
            }
        }
        finalUntil = Math.max(finalUntil, Math.min(end(), WindowSize.PT1M.startOf(watermark)));
        return windows;
    }

    boolean isFinished() {
        return finalUntil >= end();
    }

    /** End of the earliest window that is not final yet. */
    long nextEnd() {
        return finalUntil + WindowSize.PT1M.millis();
    }

    private Window window(WindowSize size, long windowStart, long watermark) {
        Statistics all = Statistics.NONE;
        int first = index(windowStart);
        int last = first + (int) (size.millis() / WindowSize.PT1M.millis());
        for (int minute = first; minute < last; minute++) {
            all = all.merge(minutes[minute]);
        }
        return new Window(size, windowStart, all, unit, windowStart + size.millis() <= watermark);
    }

    private int index(long minuteStart) {
        return (int) ((minuteStart - start) / WindowSize.PT1M.millis());
    }

    byte[] toBytes() {
        byte[] unitName = unit.getBytes(StandardCharsets.UTF_8);
        int used =
                (int) Arrays.stream(minutes).filter(minute -> !minute.isEmpty()).count();
        ByteBuffer target =
                ByteBuffer.allocate(2 + Short.BYTES + 2 * Long.BYTES + unitName.length + used * (1 + Statistics.BYTES));
        target.put(FORMAT)
                .putLong(start)
                .putLong(finalUntil)
                .putShort((short) unitName.length)
                .put(unitName)
                .put((byte) used);
        for (int minute = 0; minute < MINUTES; minute++) {
            if (!minutes[minute].isEmpty()) {
                target.put((byte) minute);
                minutes[minute].write(target);
            }
        }
        return target.array();
    }

    static HourStatistics fromBytes(byte[] bytes) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        if (source.get() != FORMAT) {
            throw new IllegalStateException("State of an hour in format " + bytes[0] + ", not " + FORMAT
                    + ": remove the checkpoint of the query windows, or run the version that wrote it");
        }
        HourStatistics hour = new HourStatistics(source.getLong());
        hour.finalUntil = source.getLong();
        byte[] unitName = new byte[source.getShort()];
        source.get(unitName);
        hour.unit = new String(unitName, StandardCharsets.UTF_8);
        int used = source.get();
        for (int i = 0; i < used; i++) {
            int minute = source.get();
            hour.minutes[minute] = Statistics.read(source);
        }
        return hour;
    }
}
