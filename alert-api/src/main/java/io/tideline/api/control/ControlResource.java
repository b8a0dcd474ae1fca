package io.tideline.api.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.tideline.api.paging.Limit;
import io.tideline.api.paging.Page;
import io.tideline.api.paging.Span;
import io.tideline.api.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the control center shows. */
@Path("/control")
@Tag(name = "control")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class ControlResource {

    private final PipelineReport pipeline;
    private final TopicReport topics;
    private final TopicBrowser browser;
    private final GroupReport groups;
    private final SparkReport spark;
    private final SchemaReport schemas;
    private final CassandraReport cassandra;
    private final RejectedRecords rejected;

    ControlResource(
            PipelineReport pipeline,
            TopicReport topics,
            TopicBrowser browser,
            GroupReport groups,
            SparkReport spark,
            SchemaReport schemas,
            CassandraReport cassandra,
            RejectedRecords rejected) {
        this.pipeline = pipeline;
        this.topics = topics;
        this.browser = browser;
        this.groups = groups;
        this.spark = spark;
        this.schemas = schemas;
        this.cassandra = cassandra;
        this.rejected = rejected;
    }

    @GET
    @Path("/pipeline")
    @Operation(summary = "Every hop with its rate, lag, last sign of work and state, and the same for each source")
    public Uni<Pipeline.Picture> pipeline() {
        return pipeline.picture();
    }

    @GET
    @Path("/topics")
    @Blocking
    @Operation(summary = "Topics: partitions, size, rates, retention, replicas")
    public Page<TopicReport.Topic> topics() throws Exception {
        return Page.whole(asked(topics::topics));
    }

    @GET
    @Path("/topics/{name}/records")
    @Blocking
    @Operation(summary = "The newest records of a topic, or those from an offset or a time on, decoded by their schema")
    public Page<TopicBrowser.Found> records(
            @RestPath String name,
            @RestQuery @Nullable Integer partition,
            @RestQuery @Nullable Long offset,
            @RestQuery @Nullable String since,
            @RestQuery @Nullable String filter,
            @RestQuery @Nullable Integer limit)
            throws Exception {
        int most = Limit.of("limit", limit, 50, 500);
        String wanted = Objects.requireNonNullElse(filter, "");
        TopicBrowser.From from = TopicBrowser.From.of(offset, since == null ? null : Span.instant("since", since));
        return Page.whole(asked(() -> browser.records(name, partition, from, wanted, most)));
    }

    @GET
    @Path("/rejected")
    @Blocking
    @Operation(
            summary =
                    "The newest records that the job could not read, with reason and original bytes, and how many wait for a replay")
    public RejectedRecords.Listing rejected(@RestQuery @Nullable Integer limit) throws Exception {
        int most = Limit.of("limit", limit, 50, 500);
        return asked(() -> rejected.newest(most));
    }

    @GET
    @Path("/groups")
    @Operation(summary = "Consumer groups: lag in records and seconds, and a verdict in the manner of Burrow")
    public Page<GroupReport.Group> groups() {
        return Page.whole(groups.groups());
    }

    @GET
    @Path("/brokers")
    @Blocking
    @Operation(summary = "Brokers, who leads them, and how they are managed")
    public TopicReport.Brokers brokers() throws Exception {
        return asked(topics::brokers);
    }

    @GET
    @Path("/spark")
    @Operation(summary = "Spark's workers and the queries of the job")
    public Uni<SparkReport.Spark> spark() {
        return spark.spark();
    }

    @GET
    @Path("/schemas")
    @Operation(summary = "Schemas of the registry with their versions and compatibility")
    public Uni<Page<SchemaReport.Subject>> schemas() {
        return schemas.subjects().map(Page::whole).onFailure().transform(error -> unavailable("The registry", error));
    }

    @GET
    @Path("/schemas/{subject}/versions/{version}")
    @Operation(summary = "One version of a schema")
    public Uni<JsonNode> schema(@RestPath String subject, @RestPath String version) {
        return schemas.schema(subject, version)
                .onFailure()
                .transform(error -> Problem.notFound("There is no version '" + version + "' of '" + subject + "'."));
    }

    @GET
    @Path("/cassandra")
    @Operation(summary = "Cassandra's nodes and keyspaces")
    public Uni<CassandraReport.Report> cassandra() {
        return cassandra.report();
    }

    private static Throwable unavailable(String part, Throwable error) {
        return Problem.of(503, part + " does not answer", String.valueOf(error.getMessage()))
                .exception();
    }

    /** Asks Kafka; a cluster that does not answer is no fault of this service. */
    private static <T> T asked(Callable<T> question) throws Exception {
        try {
            return question.call();
        } catch (ExecutionException | KafkaException e) {
            throw Problem.of(503, "Kafka does not answer", String.valueOf(e.getMessage()))
                    .exception();
        }
    }
}
