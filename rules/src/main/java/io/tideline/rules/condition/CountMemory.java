package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;

/** The window of a count: readings of any unit. */
final class CountMemory implements Memory {
    private final WindowAggregate window;
    private final RecentReadings recent;
    /** From when on the window is full of time, and judged; NEVER before the first reading. */
    private long judgedFrom;

    CountMemory(WindowAggregate window, RecentReadings recent, long judgedFrom) {
        this.window = window;
        this.recent = recent;
        this.judgedFrom = judgedFrom;
    }

    @Override
    public Verdict judge(Sample sample) {
        if (judgedFrom == NEVER) {
            judgedFrom = sample.at() + window.size().toMillis();
        }
        recent.add(sample.at(), 0);
        return verdict(sample.at());
    }

    @Override
    public long wakesAt() {
        return recent.nextLeaves();
    }

    @Override
    public Verdict wake(long at) {
        recent.forgetUntil(at);
        return verdict(at);
    }

    private Verdict verdict(long at) {
        if (at < judgedFrom) {
            return Verdict.UNJUDGED;
        }
        double count = recent.isEmpty() ? 0 : recent.all().count();
        return window.bounds().judge(count, window.bounds());
    }

    @Override
    public Memory copy() {
        return new CountMemory(window, recent.copy(), judgedFrom);
    }

    @Override
    public void write(ByteWriter out) {
        out.writeLong(judgedFrom);
        recent.write(out);
    }

    static CountMemory read(WindowAggregate window, ByteReader in) {
        long judgedFrom = in.readLong();
        return new CountMemory(window, RecentReadings.read(window.size().toMillis(), in), judgedFrom);
    }
}
