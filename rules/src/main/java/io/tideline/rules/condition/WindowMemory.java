package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The window of a mean, minimum or maximum, in the unit of its first reading. */
final class WindowMemory implements Memory {
    private final WindowAggregate window;
    private final RecentReadings recent;
    private @Nullable String home;

    WindowMemory(WindowAggregate window, RecentReadings recent, @Nullable String home) {
        this.window = window;
        this.recent = recent;
        this.home = home;
    }

    @Override
    public Verdict judge(Sample sample) {
        String unit = home == null ? sample.unit() : home;
        Optional<Bounds> bounds = window.bounds().in(unit);
        Optional<Double> value = HomeUnit.valueIn(unit, sample);
        if (bounds.isEmpty() || value.isEmpty()) {
            return Verdict.error(RuleError.unitOf(sample.unit(), window.bounds().unit()));
        }
        home = unit;
        recent.add(sample.at(), value.get());
        RecentReadings.Cell all = recent.all();
        return all.count() < window.minReadings()
                ? Verdict.UNJUDGED
                : bounds.get().judge(window.aggregate().of(all), window.bounds());
    }

    @Override
    public Memory copy() {
        return new WindowMemory(window, recent.copy(), home);
    }

    @Override
    public void write(ByteWriter out) {
        HomeUnit.write(home, out);
        recent.write(out);
    }

    static WindowMemory read(WindowAggregate window, ByteReader in) {
        String home = HomeUnit.read(in);
        return new WindowMemory(window, RecentReadings.read(window.size().toMillis(), in), home);
    }
}
