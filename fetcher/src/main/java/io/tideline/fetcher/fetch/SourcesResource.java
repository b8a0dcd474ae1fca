package io.tideline.fetcher.fetch;

import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.archive.Archive;
import io.tideline.fetcher.archive.Note;
import io.tideline.fetcher.source.Sources;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The declared sources over HTTP. */
@Path("/sources")
@Produces(MediaType.APPLICATION_JSON)
public class SourcesResource {
    private final Sources sources;
    private final Archive archive;

    SourcesResource(Sources sources, Archive archive) {
        this.sources = sources;
        this.archive = archive;
    }

    @GET
    @Operation(summary = "The declared sources and what became of the latest fetch of each")
    public Uni<List<SourceAnswer>> all() {
        return archive.latest().map(this::answers);
    }

    private List<SourceAnswer> answers(Map<String, Note> latest) {
        return sources.all().stream()
                .map(source -> SourceAnswer.of(source, Optional.ofNullable(latest.get(source.name()))))
                .toList();
    }
}
