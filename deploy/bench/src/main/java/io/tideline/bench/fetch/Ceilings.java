package io.tideline.bench.fetch;

import io.tideline.avro.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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

    private static final String COPY_OUT = """
            COPY (SELECT entity, metric, observed_at, value, unit, revision, fetched_at FROM reading WHERE source = '%s'
                ORDER BY entity, metric, observed_at) TO STDOUT (FORMAT csv)
            """;
    private static final String MONTHS = """
            SELECT make_reading_month(month)
            FROM generate_series(date_trunc('month', ?::timestamptz), ?::timestamptz, interval '1 month') month
            """;
    private static final String FILL = """
            INSERT INTO reading
            SELECT ?, 'station-' || to_char(entity, 'FM0000'), 'temperature', at, entity + 0.5, 'Cel', 0, now(), 'bench-0'
            FROM generate_series(?::timestamptz, ?::timestamptz, interval '1 hour') at, generate_series(1, ?) entity
            """;

    private final String url;
    private final Properties login = new Properties();
    private final Connection database;
    private final KafkaProducer<String, byte[]> producer;

    Ceilings(Map<String, String> environment) throws SQLException {
        url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        environment.get("TIDELINE_POSTGRES_HOST"),
                        environment.get("TIDELINE_POSTGRES_PORT"),
                        environment.get("TIDELINE_POSTGRES_DATABASE"));
        login.setProperty("user", String.valueOf(environment.get("TIDELINE_POSTGRES_USER")));
        login.setProperty("password", String.valueOf(environment.get("TIDELINE_POSTGRES_PASSWORD")));
        database = DriverManager.getConnection(url, login);
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
    Duration copy(Values workload, String source) throws SQLException, IOException {
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
    Duration produce(Values workload, String source) throws IOException {
        List<ProducerRecord<String, byte[]>> records = records(workload, source);
        long start = System.nanoTime();
        for (ProducerRecord<String, byte[]> each : records) {
            Future<RecordMetadata> unused = producer.send(each);
        }
        producer.flush();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** How long the rows take where each is inserted and committed alone, over that many connections at once. */
    Duration commitEach(Singles singles, int atOnce) throws Exception {
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < atOnce; i++) {
                connections.add(DriverManager.getConnection(url, login));
            }
            return CommitEach.insert(singles.all(), connections);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    /** Writes an hourly reading of every entity, month by month, without the fetcher. */
    void fill(String source, int entities, Instant start, long hours) throws SQLException {
        try (PreparedStatement months = database.prepareStatement(MONTHS);
                PreparedStatement rows = database.prepareStatement(FILL)) {
            Timestamp from = Timestamp.from(start);
            Timestamp to = Timestamp.from(start.plus(Duration.ofHours(hours - 1)));
            months.setTimestamp(1, from);
            months.setTimestamp(2, to);
            months.execute();
            rows.setString(1, source);
            rows.setTimestamp(2, from);
            rows.setTimestamp(3, to);
            rows.setInt(4, entities);
            rows.executeUpdate();
        }
        try (Statement statement = database.createStatement()) {
            statement.execute("ANALYZE reading");
        }
    }

    /** Reads every row of the source in the order of the history and answers how many there are. */
    long copyOut(String source) throws SQLException, IOException {
        return database.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(COPY_OUT.formatted(source), OutputStream.nullOutputStream());
    }

    void truncate() throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("TRUNCATE reading, source_fetch");
        }
    }

    void awaitEmptyOutbox() throws SQLException, InterruptedException {
        while (count("SELECT count(*) FROM outbox") > 0) {
            Thread.sleep(5);
        }
    }

    /** Throws if the table does not hold that many. */
    void requireReadings(long expected) throws SQLException {
        long readings = count("SELECT count(*) FROM reading");
        if (readings != expected) {
            throw new IllegalStateException("Expected " + expected + " readings, kept " + readings);
        }
    }

    private long count(String sql) throws SQLException {
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

    private static List<ProducerRecord<String, byte[]>> records(Values workload, String source) throws IOException {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(workload.readings());
        SpecificDatumWriter<Reading> writer = new SpecificDatumWriter<>(Reading.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        List<Values.Value> values = new ArrayList<>(workload.readings());
        workload.forEach(values::add);
        for (Values.Value value : values) {
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
