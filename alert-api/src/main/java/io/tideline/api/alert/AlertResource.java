package io.tideline.api.alert;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tideline.api.access.Audit;
import io.tideline.api.access.Role;
import io.tideline.api.filter.MatcherParameters;
import io.tideline.api.filter.Matchers;
import io.tideline.api.paging.Limit;
import io.tideline.api.paging.Page;
import io.tideline.api.paging.Span;
import io.tideline.api.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/alerts")
@Tag(name = "alerts")
@Produces(MediaType.APPLICATION_JSON)
class AlertResource {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration YEAR = Duration.ofDays(366);
    private static final int LONGEST_COMMENT = 2000;

    private final ActiveAlerts active;
    private final AlertHistory history;
    private final AlertTables tables;
    private final Announcements announcements;
    private final SecurityIdentity user;
    private final Audit audit;
    private final Clock clock;

    AlertResource(
            ActiveAlerts active,
            AlertHistory history,
            AlertTables tables,
            Announcements announcements,
            SecurityIdentity user,
            Audit audit,
            Clock clock) {
        this.active = active;
        this.history = history;
        this.tables = tables;
        this.announcements = announcements;
        this.user = user;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Operation(summary = "The alerts that are pending or firing now, the worst first")
    public Uni<Page<Alert>> active(@BeanParam MatcherParameters parameters) {
        Matchers matchers = parameters.matchers();
        return active.all()
                .map(alerts -> Page.whole(alerts.stream()
                        .filter(alert -> matchers.matches(alert.labels()))
                        .toList()));
    }

    @GET
    @Path("/history")
    @PermitAll
    @Operation(summary = "The alerts that started in a span of time (the last 7 days), newest first")
    public Uni<Page<Alert>> history(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String series,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            @BeanParam MatcherParameters parameters) {
        return history.page(
                Span.of(from, to, WEEK, YEAR, clock),
                series == null ? null : parts(series),
                parameters.matchers(),
                Limit.of("limit", limit, 100, 1000),
                cursor == null ? null : AlertCursor.parse(cursor));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One alert with every step of its life and everything that people did with it")
    public Uni<AlertWithHistory> alert(@RestPath String id) {
        return existing(id).flatMap(alert -> Uni.combine()
                .all()
                .unis(tables.steps(id), tables.notes(List.of(id)))
                .asTuple()
                .map(found -> {
                    List<Note> notes = found.getItem2().getOrDefault(id, List.of());
                    return new AlertWithHistory(active.marked(alert, notes), found.getItem1(), notes);
                }));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Produces(AlertCloudEvent.MEDIA_TYPE + ";qs=0.5")
    @Operation(summary = "The newest step of an alert as a CloudEvent 1.0")
    public Uni<AlertCloudEvent> event(@RestPath String id, @Context UriInfo uri) {
        return existing(id)
                .flatMap(alert -> active.marked(List.of(alert)))
                .map(alerts -> AlertCloudEvent.of(alerts.get(0), uri.getBaseUri()));
    }

    @POST
    @Path("/{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Says that somebody takes care of an alert")
    public Uni<Alert> acknowledge(@RestPath String id, @Nullable Comment comment) {
        return noted(id, Note.ACKNOWLEDGED, comment == null ? "" : comment.text());
    }

    @DELETE
    @Path("/{id}/acknowledge")
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Takes an acknowledgement back")
    public Uni<Alert> unacknowledge(@RestPath String id) {
        return noted(id, Note.UNACKNOWLEDGED, "");
    }

    @POST
    @Path("/{id}/comments")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Adds a comment to an alert")
    public Uni<Alert> comment(@RestPath String id, @Nullable Comment comment) {
        if (comment == null || comment.text().isBlank()) {
            throw Problem.badRequest("comment is empty: write what the next reader has to know");
        }
        return noted(id, Note.COMMENTED, comment.text());
    }

    record Comment(@Nullable String comment) {

        String text() {
            String text = comment == null ? "" : comment.strip();
            if (text.length() > LONGEST_COMMENT) {
                throw Problem.badRequest(
                        "comment has " + text.length() + " characters: " + LONGEST_COMMENT + " are the most");
            }
            return text;
        }
    }

    private Uni<Alert> noted(String id, String kind, String comment) {
        Note note = new Note(kind, user.getPrincipal().getName(), clock.instant(), comment);
        return existing(id)
                .call(alert -> tables.add(id, note))
                .invoke(alert -> audit.record(note.author(), kind, "alert", id))
                .flatMap(alert -> active.marked(List.of(alert)))
                .invoke(announcements::announce)
                .map(alerts -> alerts.get(0));
    }

    private Uni<Alert> existing(String id) {
        return tables.byId(id).map(alert -> {
            if (alert == null) {
                throw Problem.notFound("There is no alert '" + id + "'.");
            }
            return alert;
        });
    }

    private static String[] parts(String series) {
        String[] parts = series.split("/", -1);
        if (parts.length != 3 || List.of(parts).contains("")) {
            throw Problem.badRequest("series is '" + series + "': write it as source/entity/metric");
        }
        return parts;
    }
}
