package io.tideline.spark.job;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All queries of the application, each on a thread that keeps it running. */
public final class Queries {

    private static final Logger LOG = LoggerFactory.getLogger(Queries.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final List<SupervisedQuery> queries;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public Queries(SparkSession spark, URI checkpoints, Incidents incidents, List<QueryDefinition> definitions) {
        LastErrors errors =
                new LastErrors(definitions.stream().map(QueryDefinition::name).toList(), Clock.systemUTC());
        SparkEnv.get().metricsSystem().registerSource(errors);
        Incidents told = errors.and(incidents);
        queries = definitions.stream()
                .map(definition -> new SupervisedQuery(spark, definition, checkpoints, told))
                .toList();
    }

    public void start() {
        for (SupervisedQuery query : queries) {
            Thread thread = new Thread(query, "query-" + query.name());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Waits until this query has run a batch: the first ones are slow, and its class paths serve the others too. */
    public void awaitBatch(String name, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (queries.stream().noneMatch(query -> query.name().equals(name) && query.isWarm())
                && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(PERIOD.toNanos());
        }
    }

    /** Waits until every query runs, but no longer than this: a query that cannot start yet is tried again on its own. */
    public void awaitRunning(Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (!queries.stream().allMatch(SupervisedQuery::isRunning)
                && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(PERIOD.toNanos());
        }
    }

    public String names() {
        return queries.stream().map(SupervisedQuery::name).collect(Collectors.joining(","));
    }

    /** Stops all queries at once, each after its batch. */
    public void stop() {
        LOG.info("event=stopping queries={}", names());
        queries.parallelStream().forEach(query -> query.stop(PATIENCE));
        stopped.countDown();
        LOG.info("event=stopped queries={}", names());
    }

    public void awaitStop() throws InterruptedException {
        stopped.await();
    }
}
