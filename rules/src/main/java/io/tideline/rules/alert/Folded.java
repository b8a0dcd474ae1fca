package io.tideline.rules.alert;

import io.tideline.rules.Rule;
import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import org.jspecify.annotations.Nullable;

/** The run of a rule up to where nothing can change any more. Read from its bytes only when it is needed, and with the rule at hand. */
final class Folded {
    private final byte[] bytes;
    private @Nullable Track track;

    private Folded(byte[] bytes, @Nullable Track track) {
        this.bytes = bytes;
        this.track = track;
    }

    static Folded of(Track track) {
        return new Folded(new byte[0], track);
    }

    static Folded read(ByteReader in) {
        return new Folded(in.readBytes(), null);
    }

    /** Not to be changed by the caller, who copies it first. */
    Track track(Rule rule) {
        if (track == null) {
            track = Track.read(rule, new ByteReader(bytes));
        }
        return track;
    }

    void write(ByteWriter out) {
        if (track == null) {
            out.writeBytes(bytes);
            return;
        }
        ByteWriter own = new ByteWriter();
        track.write(own);
        out.writeBytes(own.toBytes());
    }
}
