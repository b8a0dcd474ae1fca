package io.tideline.local.command;

import io.tideline.local.LocalStack;
import io.tideline.local.StackListener;
import io.tideline.local.application.QuarkusApplication;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.part.RunningPart;
import io.tideline.local.part.State;
import io.tideline.local.status.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows a start as it goes, and keeps the state of the stack in its file. */
final class Progress implements StackListener, AutoCloseable {
    private static final Duration BETWEEN_GLANCES = Duration.ofMillis(500);
    private static final String CLEAR_LINE = "\r\033[K";

    private final StackFolder folder;
    private final Instant begin = Instant.now();
    private final boolean terminal = Boolean.getBoolean("tideline.terminal");
    private @Nullable LocalStack stack;
    private @Nullable Duration took;
    private @Nullable Thread glances;

    Progress(StackFolder folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void prepared(LocalStack prepared) {
        stack = prepared;
        print("Starting Tideline in " + folder.path());
        if (terminal) glances = glances();
    }

    @Override
    public synchronized void changed(RunningPart part) {
        writeState();
        if (part.state() == State.READY && took == null) {
            print("  %-20s ready in %5.1f s   %s"
                    .formatted(
                            part.name(),
                            part.startTook().toMillis() / 1000.0,
                            part.part().address()));
        }
        if (part.state() == State.STOPPED) print("  %-20s stopped".formatted(part.name()));
        LocalStack known = stack;
        if (known != null
                && part.name().equals(QuarkusApplication.FETCHER)
                && part.state() == State.READY
                && took == null) {
            new FirstFetch(known, this::reported).start();
        }
    }

    @Override
    public synchronized void reported(String message) {
        print("  " + message);
    }

    /** Everything is up. */
    synchronized void ready(LocalStack started) {
        took = Duration.between(begin, Instant.now());
        stack = started;
        close();
        writeState();
    }

    synchronized Duration took() {
        return took == null ? Duration.between(begin, Instant.now()) : took;
    }

    @Override
    public synchronized void close() {
        if (glances != null) glances.interrupt();
        glances = null;
        clearLine();
    }

    private void writeState() {
        if (stack == null) return;
        try {
            StackState.of(stack, took != null).write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of the stack cannot be written", e);
        }
    }

    private void print(String line) {
        clearLine();
        System.out.println(line);
    }

    private void clearLine() {
        if (terminal) System.out.print(CLEAR_LINE);
    }

    private Thread glances() {
        Thread thread = new Thread(this::glanceUntilReady, "progress");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void glanceUntilReady() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_GLANCES.toMillis());
                glance();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is ready
        }
    }

    private synchronized void glance() {
        if (stack == null || glances == null) return;
        System.out.printf(
                CLEAR_LINE + "  %d s: starting %s; %d wait",
                took().toSeconds(),
                String.join(", ", names(State.STARTING)),
                names(State.WAITING).size());
        System.out.flush();
    }

    private List<String> names(State state) {
        if (stack == null) return List.of();
        return stack.parts().stream()
                .filter(part -> part.state() == state)
                .map(RunningPart::name)
                .collect(Collectors.toList());
    }
}
