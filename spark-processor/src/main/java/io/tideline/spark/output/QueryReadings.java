package io.tideline.spark.output;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.avro.Reading;
import io.tideline.spark.job.Brokers;
import io.tideline.spark.job.Incidents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What happens to the queries as readings of the source {@code tideline}: the metric {@code query-down} of a query is 1 when it has died and 0 when it runs again.
 * A rule makes it an alert like any other.
 */
public final class QueryReadings implements Incidents, AutoCloseable {

    private static final String ENTITY = "query-";
    private static final String LATEST =
            "SELECT entity, metric, value FROM tideline.latest_reading WHERE source = 'tideline'";

    private final Envelope envelope;
    private final KafkaProducer<byte[], byte[]> producer;

    public QueryReadings(Brokers brokers, Envelope envelope) {
        this.envelope = envelope;
        Map<String, Object> properties = brokers.properties();
        properties.putAll(Map.of("acks", "all", "max.block.ms", 2000));
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void queryDied(String query, String error) {
        send(query, 1);
    }

    @Override
    public void queryRuns(String query) {
        send(query, 0);
    }

    /** Ends the alerts about queries that were down when the job itself ended: it has started them all again. */
    public void settle(CassandraConnector connector) {
        List<Row> latest = connector.withSessionDo(
                session -> session.execute(AtQuorum.of(LATEST)).all());
        latest.stream()
                .filter(row -> row.getDouble("value") > 0 && "query-down".equals(row.getString("metric")))
                .map(row -> requireNonNull(row.getString("entity")).substring(ENTITY.length()))
                .forEach(this::queryRuns);
    }

    private void send(String query, int down) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Reading reading = Reading.newBuilder()
                .setSource("tideline")
                .setEntity(ENTITY + query)
                .setMetric("query-down")
                .setValue(down)
                .setUnit("")
                .setObservedAt(now)
                .setFetchedAt(now)
                .setFetchId("spark-processor")
                .setRevision(0)
                .build();
        byte[] key = ("tideline/" + ENTITY + query + "/query-down").getBytes(StandardCharsets.UTF_8);
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>("readings", key, envelope.wrap(reading)));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
