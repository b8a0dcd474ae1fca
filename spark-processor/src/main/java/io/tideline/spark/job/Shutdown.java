package io.tideline.spark.job;

import io.tideline.spark.output.OffsetReporter;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/** A graceful end on SIGTERM. */
public final class Shutdown {

    /** Above Spark's own hook, which would take the context away from queries at work. */
    private static final int BEFORE_SPARK = 100;

    private static final long PATIENCE_SECONDS = 25;

    private Shutdown() {}

    public static void onSignal(Queries queries, OffsetReporter offsets) {
        Runnable stop = () -> {
            queries.stop();
            offsets.close();
        };
        ShutdownHookManager.get().addShutdownHook(stop, BEFORE_SPARK, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
