package io.tideline.api.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tideline.api.access.Audit;
import io.tideline.api.access.Role;
import io.tideline.api.paging.Limit;
import io.tideline.api.paging.Page;
import io.tideline.api.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Sources in the control center: their last fetches, what was rejected of them, and whether they are paused. */
@Path("/control")
@Tag(name = "control")
@Produces(MediaType.APPLICATION_JSON)
class SourceControl {

    private final FetcherReport fetcher;
    private final AirflowReport airflow;
    private final Optional<Part> part;
    private final SecurityIdentity user;
    private final Audit audit;

    SourceControl(
            ControlConfig config,
            FetcherReport fetcher,
            AirflowReport airflow,
            ObjectMapper json,
            SecurityIdentity user,
            Audit audit) {
        this.fetcher = fetcher;
        this.airflow = airflow;
        this.part = Part.fetcher(config, json);
        this.user = user;
        this.audit = audit;
    }

    /**
     * The last fetch of a source.
     *
     * @param paused whether its DAG is paused; null where nobody orders fetches that could be paused
     */
    record FetchLine(
            @JsonUnwrapped FetcherReport.Fetch fetch,
            @Nullable Boolean paused) {}

    record Pause(@Nullable Boolean paused) {}

    @GET
    @Path("/fetches")
    @PermitAll
    @Operation(summary = "The last fetch of every source, and whether it is paused")
    public Uni<Page<FetchLine>> fetches() {
        return Uni.combine()
                .all()
                .unis(fetcher.report(), airflow.report())
                .asTuple()
                .map(answers -> Page.whole(lines(answers.getItem1(), answers.getItem2())))
                .onFailure()
                .transform(error -> unavailable(error));
    }

    @GET
    @Path("/sources/{source}/fetches")
    @PermitAll
    @Operation(summary = "What became of the last fetches of a source, the latest first")
    public Uni<Page<JsonNode>> runs(@RestPath String source) {
        return asked("/sources/" + encoded(source) + "/fetches")
                .map(SourceControl::listed)
                .map(Page::whole);
    }

    @GET
    @Path("/sources/{source}/rejected")
    @PermitAll
    @Operation(
            summary =
                    "Readings of a source that could not be read, the latest first; before is the id of the last seen")
    public Uni<Page<JsonNode>> rejected(
            @RestPath String source, @RestQuery @Nullable Long before, @RestQuery @Nullable Integer limit) {
        int most = Limit.of("limit", limit, 50, 500);
        String path =
                "/sources/" + encoded(source) + "/rejected?limit=" + most + (before == null ? "" : "&before=" + before);
        return asked(path).map(rows -> page(rows, most));
    }

    private Uni<JsonNode> asked(String path) {
        Part asked = part.orElseThrow(
                () -> Problem.of(503, "The fetcher does not answer", "Nobody said where the fetcher is.")
                        .exception());
        return asked.get(path).onFailure().transform(SourceControl::unavailable);
    }

    private static String encoded(String source) {
        return URLEncoder.encode(source, StandardCharsets.UTF_8);
    }

    @PATCH
    @Path("/sources/{source}")
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Pauses a source, or lets it go on: its DAG in Airflow")
    public Uni<Void> pause(@RestPath String source, @Nullable Pause order) {
        if (order == null || order.paused() == null) {
            throw Problem.badRequest("paused is missing: give true or false");
        }
        boolean paused = order.paused();
        return airflow.pause(source, paused)
                .invoke(() ->
                        audit.record(user.getPrincipal().getName(), paused ? "paused" : "unpaused", "source", source));
    }

    private static List<FetchLine> lines(FetcherReport.Report fetched, AirflowReport.Report scheduler) {
        List<FetchLine> lines = new ArrayList<>();
        for (FetcherReport.Source source : fetched.sources()) {
            FetcherReport.Fetch last = source.last();
            if (last != null) {
                Boolean paused = scheduler.mayPause() ? scheduler.paused().contains(source.name()) : null;
                lines.add(new FetchLine(last, paused));
            }
        }
        return lines;
    }

    private static List<JsonNode> listed(JsonNode rows) {
        List<JsonNode> items = new ArrayList<>();
        rows.forEach(items::add);
        return items;
    }

    private static Page<JsonNode> page(JsonNode rows, int limit) {
        List<JsonNode> items = listed(rows);
        @Nullable
        String next = items.size() < limit
                ? null
                : items.get(items.size() - 1).path("id").asText();
        return new Page<>(items, next);
    }

    private static Throwable unavailable(Throwable error) {
        return Problem.of(503, "The fetcher does not answer", String.valueOf(error.getMessage()))
                .exception();
    }
}
