package io.tideline.fetcher.bench;

import io.tideline.avro.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postgresql.PGConnection;

/** What PostgreSQL and Kafka can do alone: COPY of the same rows, the producer with the same records. */
final class Ceilings implements AutoCloseable {
    private static final String COPY =
            "COPY reading (source, entity, metric, observed_at, value, unit, revision, fetched_at, fetch_id) FROM STDIN";

    private final Connection database;
    private final KafkaProducer<String, byte[]> producer;

    Ceilings(Map<String, String> environment) throws SQLException {
        String url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        environment.get("TIDELINE_POSTGRES_HOST"),
                        environment.get("TIDELINE_POSTGRES_PORT"),
                        environment.get("TIDELINE_POSTGRES_DATABASE"));
        database = DriverManager.getConnection(
                url, environment.get("TIDELINE_POSTGRES_USER"), environment.get("TIDELINE_POSTGRES_PASSWORD"));
        // As the channel of the fetcher is set.
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", String.valueOf(environment.get("KAFKA_BOOTSTRAP_SERVERS")),
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "5",
                        "batch.size", "131072"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** How long COPY takes, its text written beforehand. */
    Duration copy(Workload workload, String source) throws SQLException, IOException {
        StringBuilder text = new StringBuilder(workload.readings() * 110);
        workload.forEach(value -> text.append(source)
                .append('\t')
                .append(value.entity())
                .append("\ttemperature\t")
                .append(value.at())
                .append('\t')
                .append(value.value())
                .append("\tCel\t0\t2026-11-23T00:00:00Z\tbench-0\n"));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        database.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new ByteArrayInputStream(bytes));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** How long the producer takes from the first record to the last acknowledgement, the records written beforehand. */
    Duration produce(Workload workload, String source) throws IOException {
        List<ProducerRecord<String, byte[]>> records = records(workload, source);
        long start = System.nanoTime();
        for (ProducerRecord<String, byte[]> each : records) {
            Future<RecordMetadata> unused = producer.send(each);
        }
        producer.flush();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void truncate() throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("TRUNCATE reading, source_fetch");
        }
    }

    long count(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        database.close();
    }

    private static List<ProducerRecord<String, byte[]>> records(Workload workload, String source) throws IOException {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(workload.readings());
        SpecificDatumWriter<Reading> writer = new SpecificDatumWriter<>(Reading.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        List<Workload.Value> values = new ArrayList<>(workload.readings());
        workload.forEach(values::add);
        for (Workload.Value value : values) {
            bytes.reset();
            bytes.write(new byte[5]);
            writer.write(
                    new Reading(
                            source,
                            value.entity(),
                            "temperature",
                            value.value(),
                            "Cel",
                            value.at(),
                            value.at(),
                            "bench-0",
                            0),
                    encoder);
            String key = source + "/" + value.entity() + "/temperature";
            records.add(new ProducerRecord<>("readings", key, bytes.toByteArray()));
        }
        return records;
    }
}
