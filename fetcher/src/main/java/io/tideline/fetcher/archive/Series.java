package io.tideline.fetcher.archive;

import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The readings of one series in a delivery, by time, each identity once. */
record Series(SeriesId id, List<Reading> readings) {
    private static final Comparator<Reading> BY_TIME = Comparator.comparing(Reading::observedAt);

    /** Where a payload says two things about one instant, the later word counts. */
    static List<Series> of(Collection<Reading> readings) {
        Map<SeriesId, List<Reading>> bySeries = new LinkedHashMap<>();
        readings.forEach(reading -> bySeries.computeIfAbsent(reading.series(), id -> new ArrayList<>())
                .add(reading));
        List<Series> all = new ArrayList<>(bySeries.size());
        bySeries.forEach((id, ofOne) -> all.add(new Series(id, eachOnce(ofOne))));
        return all;
    }

    Instant first() {
        return readings.get(0).observedAt();
    }

    Instant last() {
        return readings.get(readings.size() - 1).observedAt();
    }

    private static List<Reading> eachOnce(List<Reading> readings) {
        readings.sort(BY_TIME);
        List<Reading> once = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            int last = once.size() - 1;
            if (last >= 0 && once.get(last).observedAt().equals(reading.observedAt())) {
                once.set(last, reading);
            } else {
                once.add(reading);
            }
        }
        return once;
    }
}
