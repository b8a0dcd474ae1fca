package io.tideline.spark.job;

import static java.util.Objects.requireNonNull;

import com.datastax.spark.connector.cql.CassandraConnector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be there before a query can start. Each is waited for; what does not come is named. */
public final class Prerequisites {

    private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final List<String> TOPICS = List.of("readings", "flags", "alerts", "readings-rejected");

    private Prerequisites() {}

    /** The number of partitions of the topic {@code readings}, once all four topics are there. */
    public static int partitionsOfReadings(Brokers brokers) {
        return await("Kafka at " + brokers + " with the topics " + TOPICS, () -> describe(brokers));
    }

    public static void registry(URI registry) {
        await("The schema registry at " + registry, () -> answers(registry));
    }

    public static void cassandra(SparkConf conf) {
        String hosts = conf.get("spark.cassandra.connection.host", "?");
        String port = hosts.contains(":") ? "" : ":" + conf.get("spark.cassandra.connection.port", "?");
        await("Cassandra at " + hosts + port + " with the table tideline.rule", () -> CassandraConnector.apply(conf)
                .withSessionDo(session -> session.execute("SELECT rule_id FROM tideline.rule WHERE bucket = 0 LIMIT 1")
                        .getAvailableWithoutFetching()));
    }

    private static int describe(Brokers brokers) throws Exception {
        Map<String, Object> properties = brokers.properties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        try (Admin kafka = Admin.create(properties)) {
            Map<String, TopicDescription> topics =
                    kafka.describeTopics(TOPICS).allTopicNames().get();
            return requireNonNull(topics.get("readings"), "readings")
                    .partitions()
                    .size();
        }
    }

    private static int answers(URI registry) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/system/info"))
                .timeout(Duration.ofSeconds(5))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IOException("status " + status);
        }
        return status;
    }

    /** The result of the first attempt that succeeds. */
    public static <T> T await(String what, Callable<T> attempt) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                T result = attempt.call();
                LOG.info("event=found what=\"{}\"", what);
                return result;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(what + ": interrupted while waiting for it", e);
            } catch (Exception e) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException(
                            what + " did not answer within " + PATIENCE.toSeconds()
                                    + " s: start it first, or correct its address",
                            e);
                }
                LockSupport.parkNanos(PERIOD.toNanos());
            }
        }
    }
}
