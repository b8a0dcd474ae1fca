package io.tideline.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.tideline.api.alert.Alert;
import io.tideline.api.alert.Announcements;
import io.tideline.api.kafka.Kafka;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Puts what people did with alerts on the topic that the feed of every replica reads. It has its own thread, because a
 * producer that does not find its topic blocks: while Kafka is away for a minute or two the announcements wait for it.
 */
@Singleton
class OperatorActions implements Announcements {

    private static final Logger LOG = Logger.getLogger(OperatorActions.class);
    private static final int WAITING = 10_000;

    private final Producer<String, byte[]> producer;
    private final ObjectMapper json;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            runnable -> {
                Thread announcing = new Thread(runnable, "operator-actions");
                announcing.setDaemon(true);
                return announcing;
            },
            new ThreadPoolExecutor.DiscardOldestPolicy());

    OperatorActions(Kafka kafka, ObjectMapper json) {
        this.producer = kafka.producer("operator-actions");
        this.json = json;
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }

    @Override
    public void announce(List<Alert> alerts) {
        for (Alert alert : alerts) {
            thread.execute(() -> send(new ProducerRecord<>(Topic.ACTIONS.title(), alert.series(), written(alert))));
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            var unused = producer.send(record, (metadata, error) -> {
                if (error != null) {
                    lost(record, error);
                }
            });
        } catch (KafkaException e) {
            lost(record, e);
        }
    }

    private static void lost(ProducerRecord<String, byte[]> record, Exception error) {
        LOG.warnf("action=not-announced series=%s error=\"%s\"", record.key(), error.getMessage());
    }

    private byte[] written(Alert alert) {
        try {
            return json.writeValueAsBytes(alert);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
