package io.tideline.api.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** The sources as the fetcher knows them, for pages, which may ask nobody but this service. */
@Path("/sources")
@Tag(name = "sources")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class SourceResource {

    private static final Logger LOG = Logger.getLogger(SourceResource.class);

    private final Optional<Part> fetcher;
    private final ObjectMapper json;

    SourceResource(ControlConfig config, ObjectMapper json) {
        this.fetcher = Part.fetcher(config, json);
        this.json = json;
    }

    @GET
    @Operation(summary = "The sources as the fetcher answers; an empty list where it does not answer")
    public Uni<JsonNode> sources() {
        return fetcher.map(part -> part.get("/sources"))
                .orElseGet(() -> Uni.createFrom().item(json.createArrayNode()))
                .onFailure()
                .invoke(error -> LOG.debugf("fetcher=away error=\"%s\"", error.getMessage()))
                .onFailure()
                .recoverWithItem(json.createArrayNode());
    }
}
