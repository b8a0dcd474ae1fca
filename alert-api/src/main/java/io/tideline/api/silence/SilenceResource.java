package io.tideline.api.silence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tideline.api.access.Audit;
import io.tideline.api.access.Role;
import io.tideline.api.filter.Matchers;
import io.tideline.api.paging.Page;
import io.tideline.api.paging.Span;
import io.tideline.api.problem.Problem;
import io.tideline.api.problem.Problem.Fault;
import io.tideline.api.problem.ProblemException;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/silences")
@Tag(name = "silences")
@Produces(MediaType.APPLICATION_JSON)
class SilenceResource {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_COMMENT = 2000;

    private final SilenceTable table;
    private final SilenceWatcher watcher;
    private final SecurityIdentity user;
    private final Audit audit;
    private final Clock clock;

    SilenceResource(SilenceTable table, SilenceWatcher watcher, SecurityIdentity user, Audit audit, Clock clock) {
        this.table = table;
        this.watcher = watcher;
        this.user = user;
        this.audit = audit;
        this.clock = clock;
    }

    enum State {
        PENDING,
        ACTIVE,
        ENDED
    }

    record StatedSilence(@JsonUnwrapped Silence silence, State state) {}

    record Draft(
            @Nullable Matchers matchers,
            @Nullable String from,
            @Nullable String until,
            @Nullable String comment) {}

    @GET
    @PermitAll
    @Operation(
            summary =
                    "The silences that have not ended, the one that ends first in front; with all=true the others too")
    public Uni<Page<StatedSilence>> silences(@RestQuery @DefaultValue("false") boolean all) {
        return table.all()
                .map(this::stated)
                .filter(silence -> all || silence.state() != State.ENDED)
                .collect()
                .asList()
                .map(silences -> Page.whole(silences.stream()
                        .sorted(Comparator.comparing(stated -> stated.silence().until()))
                        .toList()));
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Marks matching alerts as silenced for a span of time")
    @APIResponseSchema(value = StatedSilence.class, responseCode = "201", responseDescription = "Created")
    public Uni<RestResponse<StatedSilence>> silence(@Nullable Draft draft) {
        Silence silence = silence(
                Objects.requireNonNullElse(draft, new Draft(null, null, null, null)),
                user.getPrincipal().getName());
        return table.keep(silence, clock.instant())
                .invoke(() -> audit.record(silence.by(), "silenced", "silence", silence.id()))
                .call(() -> watcher.changed(silence))
                .map(done -> RestResponse.ResponseBuilder.<StatedSilence>create(Response.Status.CREATED)
                        .location(URI.create("/silences/" + silence.id()))
                        .entity(stated(silence))
                        .build());
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One silence")
    public Uni<StatedSilence> silence(@RestPath String id) {
        return existing(id).map(this::stated);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Ends a silence now; one that has not begun is forgotten")
    public Uni<Void> end(@RestPath String id) {
        Instant now = clock.instant();
        return existing(id)
                .flatMap(silence -> silence.hasEnded(now)
                        ? Uni.createFrom().voidItem()
                        : ended(silence, now)
                                .invoke(() -> audit.record(user.getPrincipal().getName(), "unsilenced", "silence", id))
                                .call(() -> watcher.changed(silence)));
    }

    private Uni<Void> ended(Silence silence, Instant now) {
        return silence.from().isBefore(now) ? table.keep(silence.endingAt(now), now) : table.forget(silence.id());
    }

    private Uni<Silence> existing(String id) {
        return table.all()
                .filter(silence -> silence.id().equals(id))
                .collect()
                .first()
                .map(silence -> {
                    if (silence == null) {
                        throw Problem.notFound("There is no silence '" + id + "'.");
                    }
                    return silence;
                });
    }

    private Silence silence(Draft draft, String by) {
        Instant now = clock.instant();
        List<Fault> faults = new ArrayList<>();
        Matchers matchers = Objects.requireNonNullElse(draft.matchers(), Matchers.ALL);
        Instant from = time("from", draft.from(), now, faults);
        Instant until = time("until", draft.until(), null, faults);
        String comment = draft.comment() == null ? "" : draft.comment().strip();
        if (matchers.isEmpty()) {
            faults.add(new Fault("matchers", "give at least one pattern; {\"source\": \"*\"} silences everything"));
        }
        if (comment.isEmpty() || comment.length() > LONGEST_COMMENT) {
            faults.add(new Fault("comment", "say why, in 1 to " + LONGEST_COMMENT + " characters"));
        }
        if (!until.isAfter(now) || !until.isAfter(from)) {
            faults.add(new Fault("until", until + " is not after now and after from " + from));
        }
        if (until.isAfter(now.plus(LONGEST))) {
            faults.add(new Fault("until", until + " is more than a year away: silence for less"));
        }
        if (!faults.isEmpty()) {
            throw Problem.badRequest("The silence has " + faults.size() + " fault(s).", faults);
        }
        return new Silence(UUID.randomUUID().toString(), matchers, from, until, by, comment, now);
    }

    /** A time that cannot be used is the epoch, so that the other faults are found as well. */
    private static Instant time(String field, @Nullable String given, @Nullable Instant usual, List<Fault> faults) {
        if (given == null && usual != null) {
            return usual;
        }
        try {
            return Span.instant(field, Objects.requireNonNullElse(given, "nothing"));
        } catch (ProblemException e) {
            faults.add(new Fault(field, e.problem().detail()));
            return Instant.EPOCH;
        }
    }

    private StatedSilence stated(Silence silence) {
        Instant now = clock.instant();
        if (silence.hasEnded(now)) {
            return new StatedSilence(silence, State.ENDED);
        }
        return new StatedSilence(silence, silence.from().isAfter(now) ? State.PENDING : State.ACTIVE);
    }
}
