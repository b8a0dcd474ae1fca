package io.tideline.api.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tideline.api.paging.Span;
import io.tideline.api.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the fetcher's PostgreSQL kept of a series: for spans that Cassandra never had, or has forgotten. */
@Path("/series/{source}/{entity}/{metric}/archive")
@Tag(name = "series")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class ArchiveResource {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TEN_YEARS = Duration.ofDays(3660);
    /** Longer spans are answered by the hour: a chart of more has no room for single readings. */
    private static final Duration LONGEST_WITH_READINGS = Duration.ofHours(25);

    private static final int MOST_READINGS = 10_000;

    private final Optional<Part> fetcher;
    private final Clock clock;

    ArchiveResource(ControlConfig config, ObjectMapper json, Clock clock) {
        this.fetcher = Part.fetcher(config, json);
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Readings and 5 minute windows of a span, or its 1 hour windows, from PostgreSQL",
            description = "For spans that Cassandra does not have. Oldest first; size is PT5M or PT1H.")
    public Uni<Archived> archived(
            @RestPath String source,
            @RestPath String entity,
            @RestPath String metric,
            @RestQuery @Nullable String size,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to) {
        Span span = Span.of(from, to, DAY, TEN_YEARS, clock);
        Part asked = fetcher.orElseThrow(
                () -> Problem.of(503, "The archive does not answer", "Nobody said where the fetcher is.")
                        .exception());
        String query = "?entity=" + encoded(entity) + "&metric=" + encoded(metric) + "&from=" + span.from() + "&to="
                + span.to();
        boolean byTheHour = isByTheHour(size, span);
        String path = "/sources/" + encoded(source)
                + (byTheHour ? "/summary" + query + "&by=hour" : "/readings" + query + "&limit=" + MOST_READINGS);
        return asked.get(path)
                .map((JsonNode rows) -> byTheHour ? Archived.ofHours(rows) : Archived.ofReadings(rows))
                .onFailure()
                .transform(error -> Problem.of(503, "The archive does not answer", String.valueOf(error.getMessage()))
                        .exception());
    }

    private static boolean isByTheHour(@Nullable String size, Span span) {
        boolean fits = Duration.between(span.from(), span.to()).compareTo(LONGEST_WITH_READINGS) <= 0;
        return switch (Objects.requireNonNullElse(size, fits ? "PT5M" : "PT1H")) {
            case "PT1H" -> true;
            case "PT5M" -> {
                if (!fits) {
                    throw Problem.badRequest("size is PT5M for " + Duration.between(span.from(), span.to())
                            + ": give PT1H for more than " + LONGEST_WITH_READINGS);
                }
                yield false;
            }
            default -> throw Problem.badRequest("size is '" + size + "': give PT5M or PT1H");
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
