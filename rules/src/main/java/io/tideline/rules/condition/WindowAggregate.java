package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import java.time.Duration;

/**
 * The mean, minimum, maximum or count of the last {@code size}. The window slides: it is (t - size, t], judged at every reading t, which is
 * what "the average of the last 5 minutes" says. A count is also judged whenever a reading leaves the window, since it falls without
 * any reading; it is first judged when the series has been seen for {@code size}, so that a new series is not at once one with too few readings.
 *
 * <p>Exact up to 512 readings in the window; with more, the window reaches back at most 0.4 % further than {@code size}.
 *
 * @param bounds in a unit; for a count, without one
 * @param minReadings a window of fewer readings is not judged; for a count always 0
 */
public record WindowAggregate(Duration size, Aggregate aggregate, Bounds bounds, int minReadings) implements Condition {

    @Override
    public String kind() {
        return "window";
    }

    @Override
    public Memory blank() {
        RecentReadings none = new RecentReadings(size.toMillis());
        return aggregate == Aggregate.COUNT
                ? new CountMemory(this, none, Memory.NEVER)
                : new WindowMemory(this, none, null);
    }

    @Override
    public Memory recall(ByteReader in) {
        return aggregate == Aggregate.COUNT ? CountMemory.read(this, in) : WindowMemory.read(this, in);
    }
}
