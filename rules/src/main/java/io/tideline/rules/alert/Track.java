package io.tideline.rules.alert;

import io.tideline.rules.Rule;
import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import io.tideline.rules.condition.Level;
import io.tideline.rules.condition.Memory;
import io.tideline.rules.condition.RuleError;
import io.tideline.rules.condition.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one rule over one series, strictly forward in time, and finds its episodes. Knows nothing of late readings. Where a timer and a
 * reading have the same time, the reading counts first: a value that clears at the very instant a PENDING alert would fire does not fire it.
 */
final class Track {
    private static final long NEVER = Memory.NEVER;

    private final Rule rule;
    private final Memory memory;
    private final List<Episode> closed = new ArrayList<>();
    private boolean broken;
    private @Nullable Episode open;
    /** Since when a firing alert has been clear and is only kept by keepFiringFor. */
    private long clearSince = NEVER;

    private Track(Rule rule, Memory memory) {
        this.rule = rule;
        this.memory = memory;
    }

    static Track blank(Rule rule) {
        return new Track(rule, rule.condition().blank());
    }

    Track copy() {
        Track copy = new Track(rule, memory.copy());
        copy.closed.addAll(closed);
        copy.broken = broken;
        copy.open = open;
        copy.clearSince = clearSince;
        return copy;
    }

    /** Takes the next reading in time order. Timers before it go first. */
    @Nullable
    RuleError judge(Kept reading) {
        advance(reading.at() - 1);
        Verdict verdict = memory.judge(reading.sample());
        apply(verdict, reading.at(), reading.fetchedAt(), 1);
        return verdict.error();
    }

    /** Lets time pass, until and including an instant. */
    void advance(long until) {
        for (long at = wakesAt(); at <= until && at != NEVER; at = wakesAt()) {
            wake(at);
        }
    }

    /** When something happens if no reading comes. */
    long wakesAt() {
        return Math.min(memory.wakesAt(), alertWakesAt());
    }

    private long alertWakesAt() {
        if (open == null) {
            return NEVER;
        }
        if (open.fired() == null) {
            return open.startsAt() + rule.holdFor().toMillis();
        }
        return clearSince == NEVER ? NEVER : clearSince + rule.keepFiringFor().toMillis();
    }

    private void wake(long at) {
        if (memory.wakesAt() == at) {
            apply(memory.wake(at), at, null, 0);
            return;
        }
        if (open != null && open.fired() == null) {
            open = open.fired(at);
            return;
        }
        resolve(at, null);
    }

    private void apply(Verdict verdict, long at, @Nullable Long fetchedAt, int readings) {
        if (verdict.level() == Level.UNJUDGED) {
            return;
        }
        broken = verdict.level() == Level.BREAKS || (broken && verdict.level() == Level.BETWEEN);
        if (open != null) {
            open = open.with(open.tally().with(verdict, readings));
            follow(open, at, fetchedAt);
        } else if (broken) {
            open(new Moment(at, fetchedAt, Tally.first(verdict, readings)));
        }
    }

    private void open(Moment moment) {
        clearSince = NEVER;
        open = rule.holdFor().isZero() ? Episode.firing(moment) : Episode.pending(moment);
    }

    private void follow(Episode alert, long at, @Nullable Long fetchedAt) {
        if (broken) {
            clearSince = NEVER;
        } else if (alert.fired() == null || rule.keepFiringFor().isZero()) {
            resolve(at, fetchedAt);
        } else if (clearSince == NEVER) {
            clearSince = at;
        }
    }

    private void resolve(long at, @Nullable Long fetchedAt) {
        if (open != null) {
            closed.add(open.resolved(at, fetchedAt));
        }
        open = null;
        clearSince = NEVER;
    }

    /** The closed episodes that are not forgotten, then the open one. */
    List<Episode> episodes() {
        if (open == null) {
            return List.copyOf(closed);
        }
        List<Episode> all = new ArrayList<>(closed);
        all.add(open);
        return all;
    }

    /** When the open episode began; null if none is open. */
    @Nullable
    Long openSince() {
        return open == null ? null : Long.valueOf(open.startsAt());
    }

    int closedCount() {
        return closed.size();
    }

    /** Forgets the first closed episodes: nothing can change them any more. */
    void forget(int count) {
        closed.subList(0, count).clear();
    }

    void write(ByteWriter out) {
        out.writeFlag(broken);
        out.writeFlag(open != null);
        if (open != null) {
            open.write(out);
        }
        out.writeLong(clearSince);
        memory.write(out);
    }

    static Track read(Rule rule, ByteReader in) {
        boolean broken = in.readFlag();
        Episode open = in.readFlag() ? Episode.read(in) : null;
        long clearSince = in.readLong();
        Track track = new Track(rule, rule.condition().recall(in));
        track.broken = broken;
        track.open = open;
        track.clearSince = clearSince;
        return track;
    }
}
