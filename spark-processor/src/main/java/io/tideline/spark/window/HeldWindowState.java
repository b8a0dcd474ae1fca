package io.tideline.spark.window;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of one series for the length of one call: how far it has come and its hours are read once, and written once when the call settles them. */
final class HeldWindowState implements WindowState {

    private final WindowState stored;
    private final Map<Long, Optional<HourStatistics>> hours = new HashMap<>();
    private final Set<Long> changedHours = new HashSet<>();
    private @Nullable Progress progress;
    private boolean isProgressChanged;

    HeldWindowState(WindowState stored) {
        this.stored = stored;
    }

    @Override
    public Progress progress() {
        Progress held = progress == null ? stored.progress() : progress;
        progress = held;
        return held;
    }

    @Override
    public void keep(Progress newProgress) {
        progress = newProgress;
        isProgressChanged = true;
    }

    @Override
    public Optional<HourStatistics> hour(long start) {
        return hours.computeIfAbsent(start, stored::hour);
    }

    @Override
    public void keep(HourStatistics hour) {
        hours.put(hour.start(), Optional.of(hour));
        changedHours.add(hour.start());
    }

    @Override
    public MinuteReadings minute(long start) {
        return stored.minute(start);
    }

    @Override
    public void keep(long start, MinuteReadings minute) {
        stored.keep(start, minute);
    }

    @Override
    public void forget(HourStatistics hour) {
        hours.put(hour.start(), Optional.empty());
        changedHours.remove(hour.start());
        stored.forget(hour);
    }

    /** Writes what has changed. */
    void settle() {
        changedHours.forEach(start -> hour(start).ifPresent(stored::keep));
        changedHours.clear();
        if (isProgressChanged) {
            stored.keep(progress());
            isProgressChanged = false;
        }
    }
}
