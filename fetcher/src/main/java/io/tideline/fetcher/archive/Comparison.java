package io.tideline.fetcher.archive;

import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A delivery beside what is kept already: what is new, what is revised, and how much is the same. */
record Comparison(List<Revision> fresh, List<Revision> revised, int unchanged) {
    /** A reading that is kept already. */
    record Kept(double value, String unit, int revision) {}

    /** @param kept by the number of the series in the list, then by time */
    static Comparison of(List<Series> delivered, Map<Integer, Map<Instant, Kept>> kept) {
        List<Revision> fresh = new ArrayList<>();
        List<Revision> revised = new ArrayList<>();
        int unchanged = 0;
        for (int i = 0; i < delivered.size(); i++) {
            Map<Instant, Kept> ofSeries = kept.getOrDefault(i, Map.of());
            for (Reading reading : delivered.get(i).readings()) {
                Kept before = ofSeries.get(reading.observedAt());
                if (before == null) {
                    fresh.add(new Revision(reading, 0));
                } else if (reading.saysTheSameAs(before.value(), before.unit())) {
                    unchanged++;
                } else {
                    revised.add(new Revision(reading, before.revision() + 1));
                }
            }
        }
        return new Comparison(fresh, revised, unchanged);
    }

    /** What Kafka has not seen yet. */
    List<Revision> toPublish() {
        List<Revision> all = new ArrayList<>(fresh.size() + revised.size());
        all.addAll(fresh);
        all.addAll(revised);
        return all;
    }

    Counts counts(int rejected) {
        int readings = fresh.size() + revised.size() + unchanged;
        return new Counts(readings, fresh.size(), revised.size(), unchanged, rejected);
    }
}
