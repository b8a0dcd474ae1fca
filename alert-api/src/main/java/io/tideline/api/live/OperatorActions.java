package io.tideline.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tideline.api.alert.Alert;
import io.tideline.api.alert.Announcements;
import io.tideline.api.kafka.Kafka;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Puts what people did with alerts on the topic that the feed of every replica reads. */
@Singleton
class OperatorActions implements Announcements {

    private static final Logger LOG = Logger.getLogger(OperatorActions.class);

    private final Producer<String, byte[]> producer;
    private final ObjectMapper json;

    OperatorActions(Kafka kafka, ObjectMapper json) {
        this.producer = kafka.producer("operator-actions");
        this.json = json;
    }

    void stop(@Observes ShutdownEvent event) {
        producer.close(Duration.ofSeconds(1));
    }

    /** What was done is stored already: without Kafka pages learn of it when they ask again. */
    @Override
    public Uni<Void> announce(List<Alert> alerts) {
        return Multi.createFrom()
                .iterable(alerts)
                .onItem()
                .transformToUniAndMerge(this::sent)
                .collect()
                .last()
                .onFailure()
                .invoke(error -> LOG.warnf("action=not-announced error=\"%s\"", error.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Away from the event loop: a producer that does not know its topic yet blocks. */
    private Uni<Void> sent(Alert alert) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topic.ACTIONS.title(), alert.series(), written(alert));
        return Uni.createFrom()
                .completionStage(() -> {
                    CompletableFuture<Void> sent = new CompletableFuture<>();
                    var unused = producer.send(record, (metadata, error) -> {
                        if (error == null) {
                            sent.complete(null);
                        } else {
                            sent.completeExceptionally(error);
                        }
                    });
                    return sent;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private byte[] written(Alert alert) {
        try {
            return json.writeValueAsBytes(alert);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
