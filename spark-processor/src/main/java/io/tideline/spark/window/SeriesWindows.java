package io.tideline.spark.window;

import io.tideline.rules.series.SeriesId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The windows of one series. Gives the same windows whatever order its readings come in, and however often. */
final class SeriesWindows {

    private final SeriesId series;
    private final WindowState state;
    private final ReadingArchive archive;
    private final Lateness lateness;

    SeriesWindows(SeriesId series, WindowState state, ReadingArchive archive, Lateness lateness) {
        this.series = series;
        this.state = state;
        this.archive = archive;
        this.lateness = lateness;
    }

    /** Takes readings in; gives the windows that they changed and those that they made final. */
    List<Window> add(Collection<TimedValue> readings, long now) {
        Progress before = state.progress();
        long latest = readings.stream().mapToLong(TimedValue::observedAt).reduce(before.latest(), Math::max);
        long watermark = Math.max(before.watermark(), lateness.watermark(latest, now));
        List<Window> windows = new ArrayList<>();
        byHour(readings).forEach((start, ofHour) -> windows.addAll(addToHour(start, ofHour, before, watermark, now)));
        windows.addAll(finish(before, watermark, windows));
        state.keep(before.advancedTo(latest, watermark));
        return windows;
    }

    /** Lets time pass; gives the windows that it made final. */
    List<Window> wake(long now) {
        Progress before = state.progress();
        long watermark = Math.max(before.watermark(), lateness.watermark(before.latest(), now));
        List<Window> windows = finish(before, watermark, List.of());
        forget(before, now);
        state.keep(before.advancedTo(before.latest(), watermark).wakingAt(0));
        return windows;
    }

    /** When {@link #wake} should be called next if no reading comes; empty if it is already planned or there is nothing to wait for. */
    Optional<Long> planWake(long now) {
        Progress progress = state.progress();
        if (progress.wakeAt() > 0 || progress.hours().isEmpty()) {
            return Optional.empty();
        }
        long at = Math.max(nextChange(progress), now + lateness.allowed().toMillis());
        state.keep(progress.wakingAt(at));
        return Optional.of(at);
    }

    private long nextChange(Progress progress) {
        long newestHour = progress.hours().lastKey();
        long newestEnd = newestHour + WindowSize.PT1H.millis();
        if (progress.watermark() >= newestEnd) {
            return progress.hours().values().stream()
                            .mapToLong(Long::longValue)
                            .min()
                            .orElseThrow()
                    + lateness.remembered().toMillis();
        }
        long nextEnd = WindowSize.PT1M.startOf(Math.max(progress.watermark(), newestHour)) + WindowSize.PT1M.millis();
        return nextEnd + 2 * lateness.allowed().toMillis();
    }

    private List<Window> addToHour(long start, List<TimedValue> readings, Progress progress, long watermark, long now) {
        HourStatistics hour = state.hour(start).orElseGet(() -> recall(start, progress));
        SortedSet<Long> changed = put(hour, readings);
        progress.hours().put(start, now);
        state.keep(hour);
        return hour.windowsOf(changed, watermark);
    }

    /** An hour without state is new, or was forgotten long after its end: then it is read back. */
    private HourStatistics recall(long start, Progress progress) {
        HourStatistics hour = new HourStatistics(start);
        if (progress.watermark() >= hour.end()) {
            put(hour, archive.readings(series, start, hour.end()));
        }
        return hour;
    }

    private SortedSet<Long> put(HourStatistics hour, List<TimedValue> readings) {
        SortedSet<Long> changed = new TreeSet<>();
        for (Map.Entry<Long, List<TimedValue>> minute :
                byStart(WindowSize.PT1M, readings).entrySet()) {
            MinuteReadings known = state.minute(minute.getKey());
            long news = minute.getValue().stream().filter(known::put).count();
            if (news > 0) {
                state.keep(minute.getKey(), known);
                hour.set(minute.getKey(), known);
                changed.add(minute.getKey());
            }
        }
        return changed;
    }

    private List<Window> finish(Progress before, long watermark, List<Window> alreadyGiven) {
        List<Window> windows = new ArrayList<>();
        if (WindowSize.PT1M.startOf(watermark) == WindowSize.PT1M.startOf(before.watermark())
                && alreadyGiven.isEmpty()) {
            return windows;
        }
        for (long start : before.hours().headMap(watermark, true).keySet()) {
            state.hour(start).filter(hour -> !hour.isFinished()).ifPresent(hour -> {
                windows.addAll(hour.finished(watermark));
                state.keep(hour);
            });
        }
        windows.removeAll(alreadyGiven);
        return windows;
    }

    private void forget(Progress progress, long now) {
        long touchedBefore = now - lateness.remembered().toMillis();
        progress.hours().entrySet().removeIf(hour -> hour.getValue() <= touchedBefore && forgotten(hour.getKey()));
    }

    private boolean forgotten(long start) {
        HourStatistics hour = state.hour(start).orElseThrow();
        if (hour.isFinished()) {
            state.forget(hour);
        }
        return hour.isFinished();
    }

    private static SortedMap<Long, List<TimedValue>> byHour(Collection<TimedValue> readings) {
        return byStart(WindowSize.PT1H, readings);
    }

    private static SortedMap<Long, List<TimedValue>> byStart(WindowSize size, Collection<TimedValue> readings) {
        SortedMap<Long, List<TimedValue>> byStart = new TreeMap<>();
        for (TimedValue reading : readings) {
            byStart.computeIfAbsent(size.startOf(reading.observedAt()), start -> new ArrayList<>())
                    .add(reading);
        }
        return byStart;
    }
}
