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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Parts that make one whole: started in parallel, each as soon as what it needs is ready; stopped in the opposite order. */
public final class PartGroup {
    private final Map<String, RunningPart> parts = new LinkedHashMap<>();

    /** The parts in an order in which each comes after what it needs. */
    public PartGroup(List<RunningPart> ordered) {
        ordered.forEach(part -> parts.put(part.part().name(), part));
    }

    public RunningPart part(String name) {
        RunningPart part = parts.get(name);
        if (part == null) throw new IllegalArgumentException("no part " + name + "; there are " + parts.keySet());
        return part;
    }

    public List<RunningPart> parts() {
        return List.copyOf(parts.values());
    }

    /** Returns when all parts are ready; the first that fails ends the start of those that have not begun yet. */
    public void start(Consumer<RunningPart> starting, Consumer<RunningPart> ready) {
        ExecutorService starters = Executors.newCachedThreadPool();
        Map<String, CompletableFuture<Void>> starts = new LinkedHashMap<>();
        try {
            for (RunningPart part : parts.values()) {
                CompletableFuture<?>[] needed = part.part().needs().stream()
                        .filter(parts::containsKey)
                        .map(starts::get)
                        .toArray(CompletableFuture<?>[]::new);
                starts.put(
                        part.part().name(),
                        CompletableFuture.allOf(needed).thenRunAsync(() -> start(part, starting, ready), starters));
            }
            CompletableFuture.allOf(starts.values().toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PartFailedException failed) throw failed;
            throw e;
        } finally {
            starters.shutdownNow();
        }
    }

    /** Stops all parts: each when those that need it have stopped. */
    public void stop() {
        ExecutorService stoppers = Executors.newCachedThreadPool();
        Map<String, CompletableFuture<Void>> stops = new LinkedHashMap<>();
        List<RunningPart> reversed = new ArrayList<>(parts.values());
        Collections.reverse(reversed);
        for (RunningPart part : reversed) {
            CompletableFuture<?>[] dependents = reversed.stream()
                    .filter(other -> other.part().needs().contains(part.part().name()))
                    .map(other -> stops.get(other.part().name()))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> free = CompletableFuture.allOf(dependents);
            stops.put(part.part().name(), free.handleAsync((done, failure) -> stop(part), stoppers));
        }
        CompletableFuture.allOf(stops.values().toArray(CompletableFuture<?>[]::new))
                .join();
        stoppers.shutdown();
    }

    private static @Nullable Void stop(RunningPart part) {
        try {
            part.stop();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(part.part().name() + " does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the stop of " + part.part().name() + " was interrupted", e);
        }
    }

    private static void start(RunningPart part, Consumer<RunningPart> starting, Consumer<RunningPart> ready) {
        try {
            starting.accept(part);
            part.start();
            ready.accept(part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start of " + part.part().name() + " was interrupted", e);
        }
    }
}
