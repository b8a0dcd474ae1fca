package io.tideline.fetcher.fetch;

import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.archive.Archive;
import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import io.tideline.fetcher.source.Sources;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What became of the fetches of a source, over HTTP. */
@Path("/sources/{source}/fetches")
@Produces(MediaType.APPLICATION_JSON)
public class RecentFetchesResource {
    private static final int SHOWN = 50;

    private final Archive archive;
    private final Sources sources;

    RecentFetchesResource(Archive archive, Sources sources) {
        this.archive = archive;
        this.sources = sources;
    }

    @GET
    @Operation(summary = "What became of the last 50 fetches of a source, the latest first")
    public Uni<List<FetchAnswer>> recent(@PathParam("source") String source) {
        if (sources.named(source).isEmpty()) {
            throw new Refused(Problem.unknownSource(source));
        }
        return archive.recent(source, SHOWN)
                .map(notes -> notes.stream().map(FetchAnswer::of).toList());
    }
}
