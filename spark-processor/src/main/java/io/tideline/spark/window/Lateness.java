package io.tideline.spark.window;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a window is final, and when it is forgotten.
 *
 * @param allowed a window is final when a reading came that is later than its end by this; or, in a silent series, when twice as much time has passed
 * @param remembered a final window is forgotten this long after it was last touched. A reading that comes later still is not lost: its window is read back from the
 *     archive. Must be longer than the query series ever lags behind the query windows.
 */
public record Lateness(Duration allowed, Duration remembered) implements Serializable {

    long watermark(long latest, long now) {
        long byReadings = latest == Long.MIN_VALUE ? latest : latest - allowed.toMillis();
        return Math.max(byReadings, now - 2 * allowed.toMillis());
    }
}
