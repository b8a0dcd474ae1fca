package io.tideline.spark.window;

import io.tideline.rules.series.SeriesId;
import java.io.Serializable;
import java.util.List;

/** The readings of a series that were kept, for windows whose state is long forgotten. */
public interface ReadingArchive extends Serializable {

    /** The readings of this series observed in [from, to), milliseconds. */
    List<TimedValue> readings(SeriesId series, long from, long to);
}
