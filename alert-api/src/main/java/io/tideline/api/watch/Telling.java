package io.tideline.api.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.api.alert.Alert;
import io.tideline.api.alert.StepTables;
import io.tideline.api.kafka.Kafka;
import io.tideline.api.live.AlertRecords;
import io.tideline.api.webhook.Webhooks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the steps of pipeline alerts: to Kafka, from where they reach every listener and webhook as all alerts do, and to Cassandra,
 * since the query that stores the others may be what is down. Whichever of the two is away gets them when it is back, in
 * order. Telling a step again changes nothing.
 */
final class Telling implements AutoCloseable {

    /** Of all producers with this id the newest one is the only one that Kafka obeys: a predecessor that slept cannot interfere. */
    private static final String TRANSACTIONS = "tideline-pipeline-watch";

    private static final Logger LOG = Logger.getLogger(Telling.class);
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Kafka kafka;
    private final AlertRecords records;
    private final StepTables tables;
    private final Webhooks webhooks;
    private final ObjectMapper json;
    private final Deque<Alert> unpublished = new ArrayDeque<>();
    private final Deque<Alert> unstored = new ArrayDeque<>();
    private @Nullable Producer<String, byte[]> producer;
    /** So that an outage is logged once. */
    private boolean kafkaIsAway;

    private boolean cassandraIsAway;

    Telling(Kafka kafka, AlertRecords records, StepTables tables, Webhooks webhooks, ObjectMapper json) {
        this.kafka = kafka;
        this.records = records;
        this.tables = tables;
        this.webhooks = webhooks;
        this.json = json;
    }

    /** Begins where a predecessor ended: from here on it is not obeyed any more. What it told is stored once more. */
    void begin(List<Alert> told) {
        unpublished.clear();
        unstored.clear();
        unstored.addAll(told);
        close();
        try {
            producer();
        } catch (KafkaException e) {
            LOG.warnf("watch=waiting for=kafka error=\"%s\"", e.getMessage());
        }
    }

    /**
     * Tells these steps, and those that could not be told before.
     *
     * @throws ProducerFencedException if another replica has taken the office
     */
    void tell(List<Alert> steps) throws InterruptedException {
        unpublished.addAll(steps);
        unstored.addAll(steps);
        if (!published() && !steps.isEmpty()) {
            webhooks.tellDirectly(steps);
        }
        store();
    }

    private boolean published() throws InterruptedException {
        if (unpublished.isEmpty()) {
            return true;
        }
        try {
            Producer<String, byte[]> ready = producer();
            ready.beginTransaction();
            for (Alert step : unpublished) {
                send(ready, new ProducerRecord<>(AlertRecords.TOPIC, step.series(), records.written(step)));
                send(ready, new ProducerRecord<>(Office.TOPIC, step.series(), json.writeValueAsBytes(step)));
            }
            ready.commitTransaction();
            unpublished.forEach(step -> LOG.infof(
                    "alert=%s series=%s state=%s message=\"%s\"",
                    step.id(), step.series(), step.state(), step.message()));
            unpublished.clear();
            kafkaIsAway = false;
            return true;
        } catch (ProducerFencedException e) {
            throw e;
        } catch (KafkaException | IOException e) {
            LOG.logf(
                    kafkaIsAway ? Logger.Level.DEBUG : Logger.Level.WARN,
                    "watch=not-published steps=%d error=\"%s\"",
                    unpublished.size(),
                    e.getMessage());
            kafkaIsAway = true;
            close();
            return false;
        }
    }

    private static void send(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        var unused = producer.send(record); // commitTransaction fails if this does
    }

    private void store() {
        while (!unstored.isEmpty()) {
            try {
                tables.store(unstored.getFirst()).await().atMost(PATIENCE);
                unstored.removeFirst();
                cassandraIsAway = false;
            } catch (RuntimeException e) { // whatever is wrong with Cassandra, the next look tries again
                LOG.logf(
                        cassandraIsAway ? Logger.Level.DEBUG : Logger.Level.WARN,
                        "watch=not-stored steps=%d error=\"%s\"",
                        unstored.size(),
                        e.getMessage());
                cassandraIsAway = true;
                return;
            }
        }
    }

    private Producer<String, byte[]> producer() {
        Producer<String, byte[]> known = producer;
        if (known == null) {
            known = kafka.transactionalProducer("pipeline-watch", TRANSACTIONS, PATIENCE);
            producer = known;
            known.initTransactions();
        }
        return known;
    }

    @Override
    public void close() {
        Producer<String, byte[]> known = producer;
        if (known != null) {
            producer = null;
            known.close(Duration.ZERO);
        }
    }
}
