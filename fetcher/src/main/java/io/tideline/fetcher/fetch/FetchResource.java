package io.tideline.fetcher.fetch;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.archive.Archive;
import io.tideline.fetcher.archive.Order;
import io.tideline.fetcher.identity.Audit;
import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import io.tideline.fetcher.source.Sources;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Orders of fetches over HTTP. */
@Path("/sources/{source}/fetches/{fetchId}")
@Produces(MediaType.APPLICATION_JSON)
public class FetchResource {
    private static final int LONGEST_ID = 250;

    private final Fetch fetch;
    private final Archive archive;
    private final Sources sources;

    private final SecurityIdentity user;
    private final Audit audit;

    FetchResource(Fetch fetch, Archive archive, Sources sources, SecurityIdentity user, Audit audit) {
        this.fetch = fetch;
        this.archive = archive;
        this.sources = sources;
        this.user = user;
        this.audit = audit;
    }

    @PUT
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Fetches a source over a data interval; the same id again gives the same answer")
    public Uni<Response> order(
            @PathParam("source") String source, @PathParam("fetchId") String fetchId, @Nullable String body) {
        refuseBadId(fetchId);
        refuseUnknown(source);
        FetchRequest request = FetchRequest.parse(body == null ? "" : body);
        Order order = new Order(source, fetchId, request.interval(), request.destinations());
        audit.record(user.getPrincipal().getName(), "ordered-fetch", source, fetchId);
        return fetch.run(order, Trace.current()).map(FetchAnswers::ordered);
    }

    @GET
    @Operation(summary = "What became of a fetch")
    public Uni<FetchAnswer> find(@PathParam("source") String source, @PathParam("fetchId") String fetchId) {
        refuseUnknown(source);
        return archive.find(source, fetchId).map(note -> note.map(FetchAnswer::of)
                .orElseThrow(() ->
                        new Refused(Problem.notFound("No fetch of " + source + " has the id '" + fetchId + "'"))));
    }

    private static void refuseBadId(String fetchId) {
        if (fetchId.length() > LONGEST_ID || fetchId.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(Problem.badRequest(
                    "The id of a fetch has at most " + LONGEST_ID + " characters, none of them a control character"));
        }
    }

    private void refuseUnknown(String source) {
        if (sources.named(source).isEmpty()) {
            throw new Refused(Problem.unknownSource(source));
        }
    }
}
