package io.tideline.fetcher.fetch;

import io.tideline.fetcher.archive.EntityNote;
import io.tideline.fetcher.payload.Payload;
import io.tideline.fetcher.payload.Payload.Framing;
import io.tideline.fetcher.payload.PayloadReader;
import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.Rejected;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.remote.Answer;
import io.tideline.fetcher.remote.Version;
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
        record Crop(List<Entity> asked, Extract extract, Instant receivedAt, Optional<Version> version)
                implements Part {}

        record Loss(List<Entity> asked, SourceFailure failure) implements Part {}
    }

    private static final String NOTHING = "EMPTY";
    private static final Extract NO_READINGS = new Extract(List.of(), List.of());

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

    /** Reads an answer of the source. */
    static Part part(PayloadReader reader, Answer answer) {
        if (answer instanceof Answer.Body body) {
            return part(
                    reader, new Payload(body.bytes(), Framing.WHOLE, body.asked(), body.receivedAt()), body.version());
        }
        if (answer instanceof Answer.Unmodified unmodified) {
            return new Part.Crop(unmodified.asked(), NO_READINGS, unmodified.receivedAt(), Optional.empty());
        }
        return new Part.Loss(answer.asked(), ((Answer.NoBody) answer).failure());
    }

    static Part part(PayloadReader reader, Payload payload, Optional<Version> version) {
        try {
            return new Part.Crop(payload.asked(), reader.read(payload), payload.receivedAt(), version);
        } catch (SourceFailure failure) {
            return new Part.Loss(payload.asked(), failure);
        }
    }

    /** The versions that need not be answered again once this harvest is kept. */
    List<Version> versions() {
        return crops.stream().map(Part.Crop::version).flatMap(Optional::stream).toList();
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
