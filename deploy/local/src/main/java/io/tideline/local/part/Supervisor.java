package io.tideline.local.part;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Starts a part again whose process has died, after a pause that doubles while it keeps dying. */
public final class Supervisor implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A part that ran for this long was well: its next death is its first. */
    private static final Duration WELL = Duration.ofMinutes(2);

    private record Death(int inARow, Instant at) {}

    private final Consumer<String> reports;
    private final Map<String, Death> deaths = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Reports, for people, say which part died and what is done about it. */
    public Supervisor(Consumer<String> reports) {
        this.reports = reports;
    }

    /** Watches the process that the part has now, and each that follows it. */
    public void watch(RunningPart part) {
        part.child().ifPresent(child -> {
            CompletableFuture<Void> unused =
                    child.onExit().thenAcceptAsync(code -> restart(part, "ended with code " + code), threads);
        });
    }

    private void restart(RunningPart part, String why) {
        if (!part.died()) return;
        Duration pause = pauseAfterDeath(part.name());
        reports.accept("%s %s; it is started again in %d s".formatted(part.name(), why, pause.toSeconds()));
        try {
            Thread.sleep(pause.toMillis());
            part.start();
            reports.accept("%s is ready again after %.1f s"
                    .formatted(part.name(), part.startTook().toMillis() / 1000.0));
            watch(part);
        } catch (PartFailedException e) {
            if (part.state() != State.STOPPED) restart(part, "failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the stack is being stopped
        }
    }

    private Duration pauseAfterDeath(String part) {
        Instant now = Instant.now();
        Death death = deaths.compute(part, (name, last) -> {
            boolean first = last == null || last.at().plus(WELL).isBefore(now);
            return new Death(first ? 1 : last.inARow() + 1, now);
        });
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(death.inARow() - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Ends the watch. Parts that die from now on stay dead. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
