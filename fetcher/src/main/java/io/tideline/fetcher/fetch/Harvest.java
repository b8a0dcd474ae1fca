package io.tideline.fetcher.fetch;

import io.tideline.fetcher.archive.EntityNote;
import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.Rejected;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all requests of one fetch brought together. */
final class Harvest {
    /** What one request brought: readings, or a failure for the entities that it asked about. */
    sealed interface Part {
        record Crop(List<Entity> asked, Extract extract, Instant receivedAt) implements Part {}

        record Loss(List<Entity> asked, SourceFailure failure) implements Part {}
    }

    private static final String NOTHING = "EMPTY";

    private final List<Part.Crop> crops = new ArrayList<>();
    private final List<Part.Loss> losses = new ArrayList<>();

    Harvest(Collection<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Crop crop) {
                crops.add(crop);
            } else if (part instanceof Part.Loss loss) {
                losses.add(loss);
            }
        }
    }

    /** The first failure, if nothing else came. */
    Optional<SourceFailure> totalLoss() {
        return crops.isEmpty() ? losses.stream().map(Part.Loss::failure).findFirst() : Optional.empty();
    }

    Optional<Instant> receivedAt() {
        return crops.stream().map(Part.Crop::receivedAt).max(Instant::compareTo);
    }

    Extract extract() {
        List<Reading> readings = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (Part.Crop crop : crops) {
            readings.addAll(crop.extract().readings());
            rejected.addAll(crop.extract().rejected());
        }
        return new Extract(readings, rejected);
    }

    /** One note for each declared entity. */
    List<EntityNote> notes(Extract extract) {
        Map<String, Integer> readings = new HashMap<>();
        Map<String, Integer> rejected = new HashMap<>();
        extract.readings().forEach(reading -> readings.merge(reading.series().entity(), 1, Integer::sum));
        extract.rejected().forEach(each -> rejected.merge(each.entity(), 1, Integer::sum));
        List<EntityNote> notes = new ArrayList<>();
        for (Part.Crop crop : crops) {
            for (Entity entity : crop.asked()) {
                int count = readings.getOrDefault(entity.name(), 0);
                notes.add(new EntityNote(
                        entity.name(),
                        count == 0 ? NOTHING : EntityNote.STORED,
                        count,
                        rejected.getOrDefault(entity.name(), 0),
                        ""));
            }
        }
        for (Part.Loss loss : losses) {
            for (Entity entity : loss.asked()) {
                SourceFailure failure = loss.failure();
                notes.add(new EntityNote(entity.name(), failure.reason().name(), 0, 0, failure.text()));
            }
        }
        return notes;
    }
}
