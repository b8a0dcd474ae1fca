package io.tideline.api.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.tideline.api.access.Audit;
import io.tideline.api.access.Role;
import io.tideline.api.kafka.Kafka;
import io.tideline.api.paging.Span;
import io.tideline.api.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The few things that an operator may change from the control center. */
@Path("/control")
@Tag(name = "control")
@RolesAllowed(Role.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
class ControlActions {

    private static final int MOST_PARTITIONS = 256;

    private final Admin admin;
    private final FetcherReport fetcher;
    private final RejectedRecords rejected;
    private final SecurityIdentity user;
    private final Audit audit;

    ControlActions(Kafka kafka, FetcherReport fetcher, RejectedRecords rejected, SecurityIdentity user, Audit audit) {
        this.admin = kafka.admin();
        this.fetcher = fetcher;
        this.rejected = rejected;
        this.user = user;
        this.audit = audit;
    }

    record TopicOrder(
            @Nullable String name,
            @Nullable Integer partitions,
            @Nullable String retention) {}

    record OffsetOrder(@Nullable String to) {}

    record FetchOrder(@Nullable String source) {}

    @POST
    @Path("/topics")
    @Blocking
    @Operation(summary = "Creates a topic")
    public void create(@Nullable TopicOrder order) throws InterruptedException {
        if (order == null || order.name() == null || order.name().isBlank()) {
            throw Problem.badRequest("name is missing: name the topic");
        }
        NewTopic topic = new NewTopic(order.name(), Optional.of(partitions(order, 1)), Optional.empty());
        if (order.retention() != null) {
            topic.configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, millis(order.retention())));
        }
        done(admin.createTopics(List.of(topic)).all());
        record("created", "topic", order.name());
    }

    @PATCH
    @Path("/topics/{name}")
    @Blocking
    @Operation(summary = "Changes how long a topic keeps its records, or gives it more partitions")
    public void change(@RestPath String name, @Nullable TopicOrder order) throws InterruptedException {
        if (order == null || (order.partitions() == null && order.retention() == null)) {
            throw Problem.badRequest("Nothing to change: give partitions or retention");
        }
        done(admin.describeTopics(List.of(name)).allTopicNames());
        if (order.retention() != null) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
            ConfigEntry retention = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, millis(order.retention()));
            done(admin.incrementalAlterConfigs(
                            Map.of(topic, List.of(new AlterConfigOp(retention, AlterConfigOp.OpType.SET))))
                    .all());
        }
        if (order.partitions() != null) {
            done(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions(order, 1))))
                    .all());
        }
        record("changed " + order, "topic", name);
    }

    @POST
    @Path("/groups/{group}/offsets")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(summary = "Moves a stopped consumer group to the beginning or the end of its topics, or to a time")
    public void reset(@RestPath String group, @Nullable OffsetOrder order) throws InterruptedException {
        String to = order == null || order.to() == null ? "" : order.to();
        OffsetSpec spec = spec(to);
        if (PipelineReport.QUERIES.contains(group)) {
            throw Problem.of(
                            409,
                            "Spark keeps this place itself",
                            "The job reads on from its checkpoint and only reports it as '" + group
                                    + "': moving the group would change nothing. Remove the checkpoint to read again.")
                    .exception();
        }
        var partitions = done(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        if (partitions.isEmpty()) {
            throw Problem.notFound("There is no group '" + group + "' with offsets.");
        }
        Map<TopicPartition, Long> ends = offsets(partitions.keySet(), OffsetSpec.latest());
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        offsets(partitions.keySet(), spec).forEach((partition, found) -> {
            long offset = found < 0 ? ends.getOrDefault(partition, 0L) : found; // nothing is as new as that
            offsets.put(partition, new OffsetAndMetadata(offset));
        });
        done(admin.alterConsumerGroupOffsets(group, offsets).all());
        record("reset to " + to, "group", group);
    }

    private static OffsetSpec spec(String to) {
        return switch (to) {
            case "latest" -> OffsetSpec.latest();
            case "earliest" -> OffsetSpec.earliest();
            case "" -> throw Problem.badRequest("to is missing: give latest, earliest or an ISO 8601 time");
            default -> OffsetSpec.forTimestamp(Span.instant("to", to).toEpochMilli());
        };
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        done(admin.listOffsets(wanted).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    @POST
    @Path("/fetches")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Orders one fetch of a source now, in the name of whoever asks")
    public Uni<JsonNode> fetch(
            @Nullable FetchOrder order, @RestHeader("Authorization") @Nullable String authorization) {
        if (order == null || order.source() == null) {
            throw Problem.badRequest("source is missing: name the source to fetch");
        }
        String source = order.source();
        return fetcher.order(source, authorization).invoke(() -> record("ordered", "fetch", source));
    }

    @POST
    @Path("/rejected/replay")
    @Blocking
    @Operation(summary = "Sends the rejected records that wait in again, each once")
    public RejectedRecords.Replay replay() throws InterruptedException {
        try {
            RejectedRecords.Replay replay = rejected.replay();
            record("replayed " + replay.replayed(), "topic", RejectedRecords.TOPIC);
            return replay;
        } catch (ExecutionException | KafkaException e) {
            throw Problem.of(
                            503,
                            "Kafka does not answer",
                            "What Kafka has acknowledged is sent in; the rest waits for the next replay: "
                                    + e.getMessage())
                    .exception();
        }
    }

    private void record(String action, String kind, String id) {
        audit.record(user.getPrincipal().getName(), action, kind, id);
    }

    private static int partitions(TopicOrder order, int usual) {
        int partitions = order.partitions() == null ? usual : order.partitions();
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw Problem.badRequest("partitions is " + partitions + ": give 1 to " + MOST_PARTITIONS);
        }
        return partitions;
    }

    private static String millis(String retention) {
        try {
            Duration kept = Duration.parse(retention);
            if (kept.isNegative() || kept.isZero()) {
                throw Problem.badRequest("retention is " + retention + ": give more than nothing");
            }
            return Long.toString(kept.toMillis());
        } catch (DateTimeParseException e) {
            throw Problem.badRequest("retention is '" + retention + "': give an ISO 8601 duration such as PT168H");
        }
    }

    /** What Kafka answers; what it refuses is the asker's fault, silence is Kafka's. */
    private static <T> T done(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UnknownTopicOrPartitionException) {
                throw Problem.notFound("Kafka knows no such topic.");
            }
            boolean refused = cause instanceof ApiException && !(cause instanceof RetriableException);
            throw Problem.of(
                            refused ? 409 : 503,
                            refused ? "Kafka refuses this" : "Kafka does not answer",
                            String.valueOf(cause == null ? e.getMessage() : cause.getMessage()))
                    .exception();
        }
    }
}
