package io.tideline.fetcher.fetch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tideline.fetcher.archive.Note;
import io.tideline.fetcher.source.Entity;
import io.tideline.fetcher.source.Metric;
import io.tideline.fetcher.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A source in the words of the HTTP interface. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SourceAnswer(
        String name,
        String description,
        Duration schedule,
        boolean enabled,
        boolean simulated,
        List<EntityAnswer> entities,
        List<String> metrics,
        Optional<FetchAnswer> lastFetch) {

    /** An entity; latitude and longitude are there where the file gives them. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record EntityAnswer(String name, String title, Optional<Double> latitude, Optional<Double> longitude) {
        static EntityAnswer of(Entity entity) {
            return new EntityAnswer(entity.name(), entity.title(), entity.latitude(), entity.longitude());
        }
    }

    static SourceAnswer of(Source source, Optional<Note> latest) {
        return new SourceAnswer(
                source.name(),
                source.description(),
                source.schedule(),
                source.enabled(),
                source.simulated(),
                source.entities().stream().map(EntityAnswer::of).toList(),
                source.mapping().metrics().stream().map(Metric::name).toList(),
                latest.map(FetchAnswer::of));
    }
}
