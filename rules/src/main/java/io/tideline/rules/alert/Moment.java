package io.tideline.rules.alert;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * An instant at which an episode changed its state, with the figures of then.
 *
 * @param at milliseconds on the time axis of the condition
 * @param fetchedAt of the reading that brought the change, in milliseconds; null for a timer
 */
record Moment(long at, @Nullable Long fetchedAt, Tally tally) {

    static void write(@Nullable Moment moment, ByteWriter out) {
        out.writeFlag(moment != null);
        if (moment != null) {
            out.writeLong(moment.at);
            out.writeOptionalLong(moment.fetchedAt);
            moment.tally.write(out);
        }
    }

    static @Nullable Moment read(ByteReader in) {
        return in.readFlag() ? new Moment(in.readLong(), in.readOptionalLong(), Tally.read(in)) : null;
    }
}
