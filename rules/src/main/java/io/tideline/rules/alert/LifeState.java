package io.tideline.rules.alert;

import io.tideline.rules.Rule;
import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one rule on one series between readings. Immutable; made and read by {@link AlertLife} alone, which says how large it
 * can become. As bytes it holds all that {@link AlertLife#ruleDeleted} needs, so that an alert can be ended when its rule is gone.
 */
public final class LifeState {
    static final long NEVER = Long.MIN_VALUE;
    private static final int FORMAT = 1;

    private final String ruleId;
    private final int ruleVersion;
    private final long floor;
    private final long clock;
    private final List<Kept> history;
    private final List<Publication> published;
    private final Map<Long, Integer> corrected;
    private final Folded folded;
    /** The run over the history, which follows from the rest and is therefore not written. */
    private @Nullable Track present;

    /**
     * @param floor readings before this instant are too late
     * @param clock the latest instant that is known to have passed, or NEVER
     * @param history readings in time order, from which the present is run
     * @param published one for each episode of the present, in order
     * @param corrected how many alerts of each start were told and corrected
     */
    LifeState(
            String ruleId,
            int ruleVersion,
            long floor,
            long clock,
            List<Kept> history,
            List<Publication> published,
            Map<Long, Integer> corrected,
            Folded folded,
            @Nullable Track present) {
        this.ruleId = ruleId;
        this.ruleVersion = ruleVersion;
        this.floor = floor;
        this.clock = clock;
        this.history = List.copyOf(history);
        this.published = List.copyOf(published);
        this.corrected = Map.copyOf(corrected);
        this.folded = folded;
        this.present = present;
    }

    static LifeState blank(Rule rule, long floor) {
        Track track = Track.blank(rule);
        return new LifeState(
                rule.id(), rule.version(), floor, NEVER, List.of(), List.of(), Map.of(), Folded.of(track), track);
    }

    LifeState at(long now) {
        return new LifeState(ruleId, ruleVersion, floor, now, history, published, corrected, folded, present);
    }

    public String ruleId() {
        return ruleId;
    }

    /** The version of the rule that this state was made by. Another version must begin with {@link AlertLife#ruleChanged}. */
    public int ruleVersion() {
        return ruleVersion;
    }

    /** Whether an alert is PENDING or FIRING. */
    public boolean isAlive() {
        return published.stream().anyMatch(Publication::isLive);
    }

    long floor() {
        return floor;
    }

    long clock() {
        return clock;
    }

    List<Kept> history() {
        return history;
    }

    List<Publication> published() {
        return published;
    }

    Map<Long, Integer> corrected() {
        return corrected;
    }

    Folded folded() {
        return folded;
    }

    /** The run over the whole history. Not to be changed by the caller, who copies it first. */
    Track present(Rule rule) {
        if (present == null) {
            Track track = folded.track(rule).copy();
            history.forEach(track::judge);
            track.advance(clock);
            present = track;
        }
        return present;
    }

    /** A compact form that {@link #fromBytes} reads. */
    public byte[] toBytes() {
        ByteWriter out = new ByteWriter();
        out.writeByte(FORMAT);
        out.writeText(ruleId);
        out.writeLong(ruleVersion);
        out.writeLong(floor);
        out.writeLong(clock);
        writeHistory(out);
        out.writeLong(published.size());
        published.forEach(publication -> publication.write(out));
        out.writeLong(corrected.size());
        new TreeMap<>(corrected).forEach((start, count) -> {
            out.writeLong(start);
            out.writeLong(count);
        });
        folded.write(out);
        return out.toBytes();
    }

    private void writeHistory(ByteWriter out) {
        out.writeLong(history.size());
        long before = 0;
        for (Kept reading : history) {
            reading.write(out, before);
            before = reading.at();
        }
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes have a format that this version does not know, or are damaged
     */
    public static LifeState fromBytes(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IllegalArgumentException("the state of an alert has format " + format + ", known is " + FORMAT
                    + ": it was written by another version; start the alert query from a new checkpoint");
        }
        String ruleId = in.readText();
        int ruleVersion = (int) in.readLong();
        long floor = in.readLong();
        long clock = in.readLong();
        List<Kept> history = readHistory(in);
        List<Publication> published = new ArrayList<>();
        for (long i = in.readLong(); i > 0; i--) {
            published.add(Publication.read(in));
        }
        Map<Long, Integer> corrected = new TreeMap<>();
        for (long i = in.readLong(); i > 0; i--) {
            corrected.put(in.readLong(), (int) in.readLong());
        }
        return new LifeState(ruleId, ruleVersion, floor, clock, history, published, corrected, Folded.read(in), null);
    }

    private static List<Kept> readHistory(ByteReader in) {
        long size = in.readLong();
        List<Kept> history = new ArrayList<>();
        long before = 0;
        for (long i = 0; i < size; i++) {
            Kept reading = Kept.read(in, before);
            history.add(reading);
            before = reading.at();
        }
        return history;
    }
}
