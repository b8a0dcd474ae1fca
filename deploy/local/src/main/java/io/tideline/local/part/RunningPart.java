package io.tideline.local.part;

import io.tideline.local.process.Child;
import io.tideline.local.process.ClassArchive;
import io.tideline.local.process.Command;
import io.tideline.local.process.PidFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A part and its process, which may be stopped, killed and started again. */
public final class RunningPart {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final Duration STOP_GRACE = Duration.ofSeconds(40);

    private final Part part;
    private final PidFile pidFile;
    private final Consumer<RunningPart> listener;
    private State state = State.WAITING;
    private boolean stopped;
    private @Nullable Child child;
    private Duration startTook = Duration.ZERO;

    /** The listener hears of every change of state. */
    public RunningPart(Part part, Path runFolder, Consumer<RunningPart> listener) {
        this.part = part;
        this.pidFile = new PidFile(runFolder.resolve(part.name() + ".pid"));
        this.listener = listener;
    }

    public Part part() {
        return part;
    }

    public String name() {
        return part.name();
    }

    public synchronized State state() {
        return state;
    }

    public synchronized Optional<Child> child() {
        return Optional.ofNullable(child);
    }

    /** How long the last start took. */
    public synchronized Duration startTook() {
        return startTook;
    }

    /** Allows a part that was stopped to be started again. */
    public synchronized void rearm() {
        stopped = false;
    }

    /**
     * Starts the process and returns when it is ready and has what the others expect of it.
     *
     * @throws PartFailedException if that fails, also because the part is being stopped
     */
    public void start() throws InterruptedException {
        Instant begin = Instant.now();
        change(State.STARTING);
        try {
            Command command = part.command();
            bringUp(launch(command), command.log());
        } catch (IOException e) {
            throw new PartFailedException(name(), e);
        }
        synchronized (this) {
            startTook = Duration.between(begin, Instant.now());
        }
        change(State.READY);
    }

    /** Has the JVMs of this part write the class archives that make the next start fast. */
    public void recordClasses() throws IOException, InterruptedException {
        Optional<ProcessHandle> process = child().flatMap(running -> ProcessHandle.of(running.pid()));
        if (process.isPresent()) ClassArchive.record(process.get());
    }

    public void stop() throws IOException, InterruptedException {
        Child running = end();
        if (running == null) return;
        running.stop(part.stopSignal(), STOP_GRACE);
        change(State.STOPPED);
    }

    /** Ends the process and does not say so: what a supervisor is there for. */
    public void crash() throws IOException, InterruptedException {
        Optional<Child> running = child();
        if (running.isPresent()) running.get().kill();
    }

    /** Ends the process as a crash would; it stays dead until it is started again. */
    public void kill() throws IOException, InterruptedException {
        Child running = end();
        if (running == null) return;
        running.kill();
        change(State.STOPPED);
    }

    /** Notes that the process has died, unless it was told to. */
    boolean died() {
        synchronized (this) {
            if (stopped) return false;
        }
        change(State.DEAD);
        return true;
    }

    /** The process to be ended, if there is one. */
    private synchronized @Nullable Child end() {
        stopped = true;
        Child running = child;
        child = null;
        return running;
    }

    private synchronized Child launch(Command command) throws IOException {
        if (stopped) throw new IOException("it was stopped");
        Child started = Child.start(command, pidFile);
        child = started;
        return started;
    }

    private void bringUp(Child started, Path log) throws IOException, InterruptedException {
        boolean up = false;
        try {
            awaitReady(started, log);
            part.deploy();
            up = true;
        } finally {
            if (!up) started.kill();
        }
    }

    private void change(State next) {
        synchronized (this) {
            state = next;
        }
        listener.accept(this);
    }

    private void awaitReady(Child started, Path log) throws InterruptedException {
        Instant end = Instant.now().plus(part.patience());
        while (!answers()) {
            if (!started.isAlive()) {
                int code = started.onExit().join();
                throw new PartFailedException(name(), "its process ended with code " + code, log);
            }
            if (Instant.now().isAfter(end)) {
                throw new PartFailedException(
                        name(), "not ready after " + part.patience().toSeconds() + " s", log);
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
