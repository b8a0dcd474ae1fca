package io.tideline.fetcher.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import io.tideline.fetcher.source.Sources;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is kept of a source. */
@Path("/sources/{source}")
public class HistoryResource {
    /** JSON is what a caller gets that does not say what it wants. */
    private static final String NDJSON = "application/x-ndjson;qs=0.3";

    private static final String CSV = "text/csv;qs=0.2";
    private static final int LONGEST_PAGE = 10_000;

    private final History history;
    private final Sources sources;
    private final Clock clock;

    HistoryResource(History history, Sources sources, Clock clock) {
        this.history = history;
        this.sources = sources;
        this.clock = clock;
    }

    @GET
    @Path("/readings")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A page of readings; the header Link leads to the next. Ask for NDJSON or CSV to get all at once")
    public Uni<RestResponse<List<HistoryRow>>> page(
            @PathParam("source") String source,
            @QueryParam("entity") @Nullable String entity,
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("1000") String limit,
            @Context UriInfo uri) {
        int most = limit(limit);
        return history.page(query(source, entity, metric, from, to), Cursor.parse(cursor), most)
                .map(rows -> page(rows, most, uri));
    }

    @GET
    @Path("/readings")
    @Produces(NDJSON)
    @Operation(hidden = true)
    public Multi<Buffer> lines(
            @PathParam("source") String source,
            @QueryParam("entity") @Nullable String entity,
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return history.all(query(source, entity, metric, from, to))
                .group()
                .intoLists()
                .of(Lines.AT_ONCE)
                .map(Lines::json)
                .map(Buffer::buffer);
    }

    @GET
    @Path("/readings")
    @Produces(CSV)
    @Operation(hidden = true)
    public Multi<Buffer> csv(
            @PathParam("source") String source,
            @QueryParam("entity") @Nullable String entity,
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Multi<Buffer> rows = history.all(query(source, entity, metric, from, to))
                .group()
                .intoLists()
                .of(Lines.AT_ONCE)
                .map(Lines::csv)
                .map(Buffer::buffer);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(Buffer.buffer(Lines.csvHeader())), rows);
    }

    @GET
    @Path("/summary")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Count, minimum, maximum and mean of each series by hour, day or month")
    public Uni<List<SummaryRow>> summary(
            @PathParam("source") String source,
            @QueryParam("by") @Nullable String by,
            @QueryParam("entity") @Nullable String entity,
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return history.summary(query(source, entity, metric, from, to), Bucket.parse(by));
    }

    @GET
    @Path("/rejected")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What could not be read, the latest first; before is the id of the last one seen")
    public Uni<List<RejectedRow>> rejected(
            @PathParam("source") String source,
            @QueryParam("before") @DefaultValue("9223372036854775807") String before,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        refuseUnknown(source);
        return history.rejected(source, number("before", before), limit(limit));
    }

    private HistoryQuery query(
            String source,
            @Nullable String entity,
            @Nullable String metric,
            @Nullable String from,
            @Nullable String to) {
        refuseUnknown(source);
        return HistoryQuery.parse(source, entity, metric, from, to, clock.instant());
    }

    private void refuseUnknown(String source) {
        if (sources.named(source).isEmpty()) {
            throw new Refused(Problem.unknownSource(source));
        }
    }

    private static RestResponse<List<HistoryRow>> page(List<HistoryRow> rows, int limit, UriInfo uri) {
        if (rows.size() < limit) {
            return RestResponse.ok(rows);
        }
        String next = uri.getRequestUriBuilder()
                .replaceQueryParam("cursor", Cursor.after(rows.get(rows.size() - 1)))
                .build()
                .toString();
        return RestResponse.ResponseBuilder.ok(rows)
                .header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"")
                .build();
    }

    private static int limit(String text) {
        long limit = number("limit", text);
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new Refused(Problem.badRequest("limit: expected 1 to " + LONGEST_PAGE + ", found " + limit));
        }
        return (int) limit;
    }

    private static long number(String parameter, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refused(Problem.badRequest(parameter + ": expected a whole number, found '" + text + "'"));
        }
    }
}
