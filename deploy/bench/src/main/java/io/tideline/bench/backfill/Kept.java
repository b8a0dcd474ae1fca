package io.tideline.bench.backfill;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What is kept and published at one moment.
 *
 * @param print of every row of the table of readings with the transaction that wrote it and its place: a row that is
 *     written again with the same values has another one
 * @param outbox readings that wait to be published
 * @param published records in the topic of readings
 */
record Kept(long rows, String sum, long revisions, String print, Receipts receipts, long outbox, long published) {
    /** The receipts of all fetches together, and how many requests they took. */
    record Receipts(long fetches, long fresh, long revised, long unchanged, long rejected, long requests) {}

    private static final String ROWS = """
            SELECT count(*) AS rows, coalesce(sum(value::numeric), 0)::text AS sum, coalesce(sum(revision), 0) AS revisions,
                coalesce(sum(hashtextextended(concat(tableoid, ctid, xmin, r), 0)), 0)::text AS print
            FROM reading r
            """;
    private static final String RECEIPTS = """
            SELECT count(*) AS fetches, coalesce(sum(new), 0) AS fresh, coalesce(sum(revised), 0) AS revised,
                coalesce(sum(unchanged), 0) AS unchanged, coalesce(sum(rejected), 0) AS rejected,
                (SELECT coalesce(sum(requests), 0) FROM source_quota) AS requests,
                (SELECT coalesce(sum(readings), 0) FROM outbox) AS outbox
            FROM source_fetch WHERE state = 'STORED'
            """;

    /** Reads it from the servers that the variables of docs/architecture.md name. */
    static Kept now(Map<String, String> environment) throws SQLException, InterruptedException, ExecutionException {
        String url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        environment.get("TIDELINE_POSTGRES_HOST"),
                        environment.get("TIDELINE_POSTGRES_PORT"),
                        environment.get("TIDELINE_POSTGRES_DATABASE"));
        String user = environment.get("TIDELINE_POSTGRES_USER");
        try (Connection database =
                        DriverManager.getConnection(url, user, environment.get("TIDELINE_POSTGRES_PASSWORD"));
                Statement statement = database.createStatement();
                Statement another = database.createStatement();
                ResultSet rows = statement.executeQuery(ROWS);
                ResultSet receipts = another.executeQuery(RECEIPTS)) {
            rows.next();
            receipts.next();
            return new Kept(
                    rows.getLong("rows"),
                    rows.getString("sum"),
                    rows.getLong("revisions"),
                    rows.getString("print"),
                    receipts(receipts),
                    receipts.getLong("outbox"),
                    published(String.valueOf(environment.get("KAFKA_BOOTSTRAP_SERVERS"))));
        }
    }

    /** Whether the readings, and what went to Kafka, are the very same. */
    boolean holdsTheSameAs(Kept other) {
        return rows == other.rows
                && sum.equals(other.sum)
                && revisions == other.revisions
                && print.equals(other.print)
                && outbox == other.outbox
                && published == other.published;
    }

    private static Receipts receipts(ResultSet row) throws SQLException {
        return new Receipts(
                row.getLong("fetches"),
                row.getLong("fresh"),
                row.getLong("revised"),
                row.getLong("unchanged"),
                row.getLong("rejected"),
                row.getLong("requests"));
    }

    private static long published(String brokers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            admin.describeTopics(List.of("readings")).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .forEach(each -> ends.put(new TopicPartition("readings", each.partition()), OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }
}
