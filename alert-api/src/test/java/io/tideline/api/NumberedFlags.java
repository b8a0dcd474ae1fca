package io.tideline.api;

import io.tideline.avro.Flag;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** Writes flags of one series, ten a second, whose ids are a prefix and a number that grows by one. */
final class NumberedFlags implements AutoCloseable {

    private static final long EVERY_MILLIS = 100;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong written = new AtomicLong();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();

    NumberedFlags(Wire wire, String prefix, String entity) {
        var unused = thread.scheduleAtFixedRate(
                () -> write(wire, Wire.flag(prefix + written.incrementAndGet(), entity)),
                0,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void write(Wire wire, Flag flag) {
        wire.flag(flag, (sent, error) -> {
            if (error != null) {
                lost.add(flag.getFlagId() + ": " + error);
            }
        });
    }

    /** Flags that Kafka did not take. */
    List<String> lost() {
        return List.copyOf(lost);
    }

    long written() {
        return written.get();
    }

    /** Waits until so many more were written. */
    void awaitMore(int number) {
        long enough = written() + number;
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> written() >= enough);
    }

    /** Stops, and gives the number of the last one. */
    long stop() {
        close();
        return written();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The last flag is not written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
