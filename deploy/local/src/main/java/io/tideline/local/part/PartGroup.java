package io.tideline.local.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Parts that make one whole: started in parallel, each as soon as what it needs is ready; stopped in the opposite order. */
public final class PartGroup {
    private final Map<String, RunningPart> parts = new LinkedHashMap<>();

    /** The parts in an order in which each comes after what it needs. */
    public PartGroup(List<RunningPart> ordered) {
        ordered.forEach(part -> parts.put(part.name(), part));
    }

    public RunningPart part(String name) {
        RunningPart part = parts.get(name);
        if (part == null) throw new IllegalArgumentException("no part " + name + "; there are " + parts.keySet());
        return part;
    }

    public List<RunningPart> parts() {
        return List.copyOf(parts.values());
    }

    /**
     * Returns when all parts are ready.
     *
     * @throws PartFailedException as soon as one fails; the caller is to stop the others
     */
    public void start() {
        ExecutorService starters = Executors.newCachedThreadPool();
        Map<String, CompletableFuture<?>> starts = new LinkedHashMap<>();
        CompletableFuture<Void> failure = new CompletableFuture<>();
        for (RunningPart part : parts.values()) {
            part.rearm();
            CompletableFuture<?> needed =
                    all(part.part().startsAfter().stream().flatMap(name -> Stream.ofNullable(starts.get(name))));
            CompletableFuture<?> start = needed.thenRunAsync(() -> start(part), starters);
            starts.put(part.name(), start.exceptionally(e -> {
                failure.completeExceptionally(e);
                throw new CompletionException(e);
            }));
        }
        try {
            CompletableFuture.anyOf(all(starts.values().stream()), failure).join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        } finally {
            starters.shutdown();
        }
    }

    /** Stops all parts: each when those that need it have stopped. */
    public void stop() {
        ExecutorService stoppers = Executors.newCachedThreadPool();
        Map<String, CompletableFuture<?>> stops = new LinkedHashMap<>();
        List<RunningPart> reversed = new ArrayList<>(parts.values());
        Collections.reverse(reversed);
        for (RunningPart part : reversed) {
            CompletableFuture<?> dependents = all(reversed.stream()
                    .filter(other -> other.part().needs().contains(part.name()))
                    .flatMap(other -> Stream.ofNullable(stops.get(other.name()))));
            // A part that did not stop is no reason to leave running what it needs.
            stops.put(part.name(), dependents.handle((done, e) -> part).thenAcceptAsync(PartGroup::stop, stoppers));
        }
        try {
            all(stops.values().stream()).join();
        } finally {
            stoppers.shutdown();
        }
    }

    private static CompletableFuture<Void> all(Stream<CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
    }

    private static RuntimeException unwrapped(CompletionException e) {
        Throwable cause = e;
        while (cause instanceof CompletionException && cause.getCause() != null) cause = cause.getCause();
        return cause instanceof RuntimeException known ? known : e;
    }

    private static void start(RunningPart part) {
        try {
            part.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start of " + part.name() + " was interrupted", e);
        }
    }

    private static void stop(RunningPart part) {
        try {
            part.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(part.name() + " does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the stop of " + part.name() + " was interrupted", e);
        }
    }
}
