package io.tideline.spark.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.SparkSession;

/** The task slots that the cluster gives to this application. */
public final class Slots {

    private static final Duration PERIOD = Duration.ofMillis(200);

    private Slots() {}

    /**
     * Waits until the executors offer this many slots. A query in real-time mode that asks for more than there are would wait for ever, silently.
     *
     * @throws IllegalStateException if there are fewer when the time is over
     */
    public static void require(SparkSession spark, int needed, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (offered(spark) < needed) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "The cluster offers " + offered(spark) + " task slots, but the queries need " + needed
                                + ": one for each partition of the topic readings, which the query flags holds for ever, and one for the others."
                                + " Start more Workers, or Workers with more --cores (they may offer more than the machine has).");
            }
            LockSupport.parkNanos(PERIOD.toNanos());
        }
    }

    private static int offered(SparkSession spark) {
        return spark.sparkContext().defaultParallelism();
    }
}
