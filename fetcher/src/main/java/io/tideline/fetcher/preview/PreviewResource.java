package io.tideline.fetcher.preview;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.payload.Payload.Framing;
import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import io.tideline.fetcher.source.DeclaredSources;
import io.tideline.fetcher.source.Entity;
import io.tideline.fetcher.source.InvalidSources;
import io.tideline.fetcher.source.Source;
import io.tideline.fetcher.source.Sources;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Shows what a mapping makes of a payload. It reads sources.yaml anew, so that a user can change it and look again. */
@Path("/sources/{source}/preview")
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {
    private final DeclaredSources declared;
    private final Preview preview;

    PreviewResource(DeclaredSources declared, Preview preview) {
        this.declared = declared;
        this.preview = preview;
    }

    /** @param entity what the body is about, where it does not say; without it, the first that a request would ask for */
    @POST
    @RolesAllowed("operator")
    @Consumes(MediaType.WILDCARD)
    @Blocking
    @Operation(summary = "What the mapping makes of the body, or without a body of a live answer; nothing is kept")
    public Uni<PreviewAnswer> preview(
            @PathParam("source") String name,
            @QueryParam("entity") @Nullable String entity,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            byte @Nullable [] body) {
        Source source = sources().named(name).orElseThrow(() -> new Refused(Problem.unknownSource(name)));
        if (body == null || body.length == 0) {
            return preview.live(source);
        }
        return Uni.createFrom().item(preview.of(source, body, Framing.of(type), about(source, entity)));
    }

    private static List<Entity> about(Source source, @Nullable String entity) {
        List<Entity> all = source.entities();
        if (entity != null) {
            return List.of(
                    source.entity(entity).orElseThrow(() -> new Refused(Problem.unknownEntity(source.name(), entity))));
        }
        return source.url().namesOneOf(all) ? all.subList(0, 1) : all;
    }

    private Sources sources() {
        try {
            return declared.asWrittenNow();
        } catch (InvalidSources invalid) {
            throw new Refused(new Problem(
                    422, "sources.yaml cannot be used", invalid.text(), Optional.empty(), "SOURCES_INVALID", false));
        }
    }
}
