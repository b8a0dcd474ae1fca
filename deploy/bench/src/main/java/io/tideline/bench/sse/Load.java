package io.tideline.bench.sse;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The same load on either server: a crowd, events at a steady rate, then events as fast as they can come. */
record Load(int listeners, int warmUpSeconds, int seconds, int burstDeliveries) {

    private static final int EVENTS_PER_SECOND = 10;
    private static final long LAST_EVENTS_MILLIS = 1_500;
    private static final long BURST_PATIENCE_SECONDS = 60;

    /** Publishes an event of this id to all. */
    interface Publisher {
        void publish(String id) throws IOException;
    }

    /** What was measured. */
    record Measured(
            int held,
            int dropped,
            long p50,
            long p99,
            long longest,
            double cores,
            long bytesPerListener,
            double burst) {}

    Measured on(Server server, String path, Publisher publisher) throws IOException, InterruptedException {
        long before = server.residentBytes();
        try (Crowd crowd = new Crowd(server.port, path)) {
            crowd.gather(listeners);
            long next = steady(publisher, 1, warmUpSeconds);
            Thread.sleep(LAST_EVENTS_MILLIS);
            long memory = (server.residentBytes() - before) / listeners;
            Histogram warmUp = crowd.latencies();
            long cpu = server.cpuMillis();
            long start = System.nanoTime();
            next = steady(publisher, next, seconds);
            double cores =
                    (server.cpuMillis() - cpu) / (double) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Thread.sleep(LAST_EVENTS_MILLIS);
            Histogram measured = crowd.latencies();
            if (warmUp.getTotalCount() == 0 || measured.getTotalCount() == 0) {
                throw new IllegalStateException("The listeners heard nothing of " + path);
            }
            double burst = burst(crowd, publisher, next);
            return new Measured(
                    crowd.held.get(),
                    crowd.lost.get() + (int) crowd.faults.get(),
                    measured.getValueAtPercentile(50),
                    measured.getValueAtPercentile(99),
                    measured.getMaxValue(),
                    cores,
                    memory,
                    burst);
        }
    }

    private static long steady(Publisher publisher, long first, int seconds) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int events = seconds * EVENTS_PER_SECOND;
        for (int i = 0; i < events; i++) {
            publish(publisher, first + i);
            long wait = TimeUnit.NANOSECONDS.toMillis(start - System.nanoTime()) + (i + 1) * 1000L / EVENTS_PER_SECOND;
            if (wait > 0) Thread.sleep(wait);
        }
        return first + events;
    }

    /** Deliveries a second when events come as fast as they can. */
    private double burst(Crowd crowd, Publisher publisher, long first) throws IOException, InterruptedException {
        int events = burstDeliveries / listeners;
        long before = crowd.received.get();
        long expected = (long) events * crowd.held.get();
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) publish(publisher, first + i);
        long patience = TimeUnit.SECONDS.toNanos(BURST_PATIENCE_SECONDS);
        while (crowd.received.get() - before < expected && System.nanoTime() - start < patience) Thread.sleep(1);
        return (crowd.received.get() - before) / ((System.nanoTime() - start) / 1e9);
    }

    private static void publish(Publisher publisher, long number) throws IOException {
        publisher.publish("bench-" + number + "-" + System.currentTimeMillis());
    }
}
