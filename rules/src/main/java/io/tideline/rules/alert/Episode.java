package io.tideline.rules.alert;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * One time for which a rule is broken, as the readings known so far have it. What was told of it to the world is a {@link Publication}.
 *
 * @param startsAt milliseconds on the time axis of the condition
 * @param opened null for a rule without {@code for}, which fires at once
 * @param tally the figures as they stand
 */
record Episode(
        long startsAt,
        @Nullable Moment opened,
        @Nullable Moment fired,
        @Nullable Moment resolved,
        Tally tally) {

    static Episode pending(Moment moment) {
        return new Episode(moment.at(), moment, null, null, moment.tally());
    }

    static Episode firing(Moment moment) {
        return new Episode(moment.at(), null, moment, null, moment.tally());
    }

    Episode with(Tally next) {
        return new Episode(startsAt, opened, fired, resolved, next);
    }

    Episode fired(long at) {
        return new Episode(startsAt, opened, new Moment(at, null, tally), null, tally);
    }

    Episode resolved(long at, @Nullable Long fetchedAt) {
        return new Episode(startsAt, opened, fired, new Moment(at, fetchedAt, tally), tally);
    }

    AlertState state() {
        if (resolved != null) {
            return AlertState.RESOLVED;
        }
        return fired != null ? AlertState.FIRING : AlertState.PENDING;
    }

    /** When the episode came to a state; null if it never did. */
    @Nullable
    Moment moment(AlertState state) {
        return switch (state) {
            case PENDING -> opened;
            case FIRING -> fired;
            case RESOLVED -> resolved;
        };
    }

    void write(ByteWriter out) {
        out.writeLong(startsAt);
        Moment.write(opened, out);
        Moment.write(fired, out);
        Moment.write(resolved, out);
        tally.write(out);
    }

    static Episode read(ByteReader in) {
        return new Episode(in.readLong(), Moment.read(in), Moment.read(in), Moment.read(in), Tally.read(in));
    }
}
