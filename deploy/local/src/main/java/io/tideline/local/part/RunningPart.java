package io.tideline.local.part;

import io.tideline.local.process.Child;
import io.tideline.local.process.Command;
import io.tideline.local.process.PidFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part and its process, which may be stopped, killed and started again. */
public final class RunningPart {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    /** Long enough for a JVM that writes its class archive when it stops. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(40);

    private final Part part;
    private final PidFile pidFile;
    private volatile @Nullable Child child;

    public RunningPart(Part part, Path runFolder) {
        this.part = part;
        this.pidFile = new PidFile(runFolder.resolve(part.name() + ".pid"));
    }

    public Part part() {
        return part;
    }

    public Optional<Child> child() {
        return Optional.ofNullable(child);
    }

    /** Starts the process and returns when it is ready and has what the others expect of it. */
    public void start() throws InterruptedException {
        try {
            Command command = part.command();
            Child started = Child.start(command, pidFile);
            child = started;
            awaitReady(started, command.log());
            part.deploy();
        } catch (IOException e) {
            throw new PartFailedException(part.name(), e);
        }
    }

    public void stop() throws IOException, InterruptedException {
        Child running = child;
        if (running != null) running.stop(part.stopSignal(), STOP_GRACE);
    }

    /** Ends the process as a crash would. */
    public void kill() throws IOException, InterruptedException {
        Child running = child;
        if (running != null) running.kill();
    }

    private void awaitReady(Child started, Path log) throws InterruptedException {
        Instant end = Instant.now().plus(part.patience());
        while (!answers()) {
            if (!started.isAlive()) {
                throw new PartFailedException(
                        part.name(),
                        "its process ended with code " + started.onExit().join(),
                        log);
            }
            if (Instant.now().isAfter(end)) {
                throw new PartFailedException(
                        part.name(), "not ready after " + part.patience().toSeconds() + " s", log);
            }
            Thread.sleep(BETWEEN_QUESTIONS.toMillis());
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return part.isReady();
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }
}
