package io.tideline.e2e;

import io.tideline.local.LocalStack;
import io.tideline.local.application.FetcherClient;
import io.tideline.local.application.FetcherClient.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A caller who orders a fetch of the simulator every second, of what was observed since the last one, and remembers the answers. */
final class SteadyFetches implements AutoCloseable {

    private final FetcherClient fetcher;
    private final ScheduledExecutorService caller = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private Instant fetchedTo = Instant.now();

    SteadyFetches(LocalStack stack) {
        this.fetcher = new FetcherClient(stack.address("fetcher"), stack.password("operator"));
        ScheduledFuture<?> unused = caller.scheduleWithFixedDelay(this::fetch, 0, 1, TimeUnit.SECONDS);
    }

    /** How many were answered with 200 so far. */
    int answered() {
        return answered.get();
    }

    /** What was said instead, each time. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    private void fetch() {
        Instant now = Instant.now();
        try {
            Answer answer = fetcher.fetch("simulator", fetchedTo, now);
            if (answer.isGood()) {
                answered.incrementAndGet();
                fetchedTo = now;
            } else {
                refusals.add(now + " " + answer.body());
            }
        } catch (IOException e) {
            refusals.add(now + " " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the last order was answered. */
    @Override
    public void close() {
        caller.shutdown();
        try {
            if (!caller.awaitTermination(2, TimeUnit.MINUTES)) refusals.add("the last fetch has no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
