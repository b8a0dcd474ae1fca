package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import java.time.Duration;

/**
 * No reading has been fetched for longer than a duration. It lives by the wall clock: a source may be an hour behind and still alive,
 * and when every series is silent no watermark moves. A series that has never been seen is not silent.
 */
public record Silence(Duration longerThan) implements Condition {

    @Override
    public String kind() {
        return "silence";
    }

    @Override
    public TimeAxis axis() {
        return TimeAxis.PROCESSING_TIME;
    }

    @Override
    public Memory blank() {
        return new LastSeen(longerThan, Memory.NEVER);
    }

    @Override
    public Memory recall(ByteReader in) {
        return new LastSeen(longerThan, in.readLong());
    }

    private static final class LastSeen implements Memory {
        private final Duration longerThan;
        private long wakesAt;

        LastSeen(Duration longerThan, long wakesAt) {
            this.longerThan = longerThan;
            this.wakesAt = wakesAt;
        }

        @Override
        public Verdict judge(Sample sample) {
            wakesAt = sample.at() + longerThan.toMillis();
            return verdict(Level.CLEARS);
        }

        @Override
        public long wakesAt() {
            return wakesAt;
        }

        @Override
        public Verdict wake(long at) {
            wakesAt = NEVER;
            return verdict(Level.BREAKS);
        }

        private Verdict verdict(Level level) {
            return new Verdict(level, null, "", longerThan.toMillis() / 1000.0, "s", 0, null);
        }

        @Override
        public Memory copy() {
            return new LastSeen(longerThan, wakesAt);
        }

        @Override
        public void write(ByteWriter out) {
            out.writeLong(wakesAt);
        }
    }
}
