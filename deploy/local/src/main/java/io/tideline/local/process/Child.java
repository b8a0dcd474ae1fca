package io.tideline.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that we started. */
public final class Child {
    /** How a process is asked to stop. */
    public enum Signal {
        TERM,
        INT
    }

    private static final Duration ORPHANS = Duration.ofSeconds(5);

    private final Process process;
    private final PidFile pidFile;
    private final CompletableFuture<Integer> exit;

    private Child(Process process, PidFile pidFile, Command command) {
        this.process = process;
        this.pidFile = pidFile;
        this.exit = process.onExit().thenApply(ended -> {
            tidyUpAfter(ended, command);
            return ended.exitValue();
        });
    }

    /** Starts the command, its output appended to its log, and remembers it in the file. */
    public static Child start(Command command, PidFile pidFile) throws IOException {
        Files.createDirectories(command.log().getParent());
        ProcessBuilder builder = new ProcessBuilder(command.words())
                .directory(command.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        pidFile.write(process.toHandle());
        return new Child(process, pidFile, command);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code. */
    public CompletableFuture<Integer> onExit() {
        return exit;
    }

    /** Asks the process to stop, and ends it if it does not within the given time. */
    public void stop(Signal signal, Duration grace) throws IOException, InterruptedException {
        if (signal == Signal.TERM) process.destroy();
        else
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .start()
                    .waitFor();
        if (process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) end();
        else kill();
    }

    /** Ends the process at once, as a crash would, with all that it started, which may hold on to ports and memory until it is gone. */
    public void kill() throws IOException, InterruptedException {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        // Not for ever: where nobody takes note of the end of an orphan, it seems to live on.
        CompletableFuture.allOf(started.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, ORPHANS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        end();
    }

    private static void tidyUpAfter(Process ended, Command command) {
        try {
            if (command.leadsGroup()) send("KILL", "-" + ended.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("the group of process " + ended.pid() + " cannot be ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a signal to a process, or to a group if the id is negative. That there is none any more is no error. */
    private static void send(String signal, String id) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", signal, "--", id)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void end() throws IOException {
        exit.join();
        pidFile.delete();
    }
}
