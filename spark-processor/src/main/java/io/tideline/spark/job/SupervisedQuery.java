package io.tideline.spark.job;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one query running: when it dies it is started again, after a pause that grows. */
final class SupervisedQuery implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedQuery.class);
    /** A query that has run for so long after it died is well again. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private static final Duration STATUS_PERIOD = Duration.ofMillis(50);

    private final SparkSession spark;
    private final QueryDefinition definition;
    private final String checkpoint;
    private final Incidents incidents;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable StreamingQuery query;
    private boolean isDown;

    SupervisedQuery(SparkSession spark, QueryDefinition definition, URI checkpoints, Incidents incidents) {
        this.spark = spark;
        this.definition = definition;
        this.checkpoint = checkpoints.toString().replaceAll("/+$", "") + "/" + definition.name();
        this.incidents = incidents;
    }

    String name() {
        return definition.name();
    }

    /** Whether it has run a batch since it was started, if it is one that runs without input. */
    boolean isWarm() {
        StreamingQuery running = query;
        return running != null && running.isActive() && running.lastProgress() != null;
    }

    boolean isRunning() {
        StreamingQuery running = query;
        return running != null && running.isActive();
    }

    @Override
    public void run() {
        while (!isStopped()) {
            Instant started = Instant.now();
            try {
                runOnce();
            } catch (StreamingQueryException | TimeoutException | RuntimeException e) {
                if (!isStopped()) {
                    pauseAfter(e, Duration.between(started, Instant.now()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void runOnce() throws TimeoutException, StreamingQueryException, InterruptedException {
        StreamingQuery started = start();
        query = started;
        LOG.info("event=query-started query={} id={} run={}", name(), started.id(), started.runId());
        if (isDown && !started.awaitTermination(LONG_ENOUGH.toMillis())) {
            LOG.info("event=query-recovered query={}", name());
            isDown = false;
            incidents.queryRuns(name());
        }
        started.awaitTermination();
    }

    private StreamingQuery start() throws TimeoutException {
        // A query takes the session's settings as they are at its start: one query starts at a time.
        synchronized (spark) {
            spark.sparkContext().setLocalProperty("spark.scheduler.pool", name());
            Map<String, String> ofTheSession = new HashMap<>();
            definition.conf().forEach((key, value) -> {
                ofTheSession.put(key, spark.conf().get(key));
                spark.conf().set(key, value);
            });
            try {
                return definition
                        .writer()
                        .get()
                        .queryName(name())
                        .option("checkpointLocation", checkpoint)
                        .trigger(definition.trigger())
                        .start();
            } finally {
                ofTheSession.forEach((key, value) -> spark.conf().set(key, value));
            }
        }
    }

    private void pauseAfter(Exception e, Duration ranFor) {
        Failure failure = Failure.of(e);
        Duration pause = backoff.after(ranFor);
        LOG.warn(
                "event=query-died query={} kind={} restart-in={} error=\"{}\"",
                name(),
                failure.kind(),
                pause,
                failure.message());
        LOG.debug("event=query-died query={}", name(), e);
        if (failure.kind() == Failure.Kind.CHECKPOINT_UNFIT) {
            LOG.error(
                    "event=checkpoint-unfit query={} checkpoint={} do=\"if this release changed the query: remove this folder, then the query reads"
                            + " Kafka again from its oldest record; or go back to the release that wrote it\"",
                    name(),
                    checkpoint);
        }
        isDown = true;
        incidents.queryDied(name(), failure.cause());
        await(pause);
    }

    private void await(Duration pause) {
        try {
            boolean unused = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Lets the batch at work end, as long as the patience lasts, then stops the query for good. */
    void stop(Duration patience) {
        stopped.countDown();
        StreamingQuery running = query;
        if (running == null || !running.isActive()) {
            return;
        }
        boolean endless = definition.pace() == QueryDefinition.Pace.ONE_BY_ONE;
        Instant deadline = Instant.now().plus(endless ? Duration.ZERO : patience);
        while (running.isActive()
                && running.status().isTriggerActive()
                && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(STATUS_PERIOD.toNanos());
        }
        try {
            running.stop();
        } catch (TimeoutException e) {
            LOG.warn("event=query-not-stopped query={} error={}", name(), e.getMessage());
        }
    }
}
