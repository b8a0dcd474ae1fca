package io.tideline.local.part;

import io.tideline.local.process.Child.Signal;
import io.tideline.local.process.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** One process of the stack. */
public interface Part {
    String name();

    /** The names of the parts that this one works with; it is stopped before them. */
    default Set<String> needs() {
        return Set.of();
    }

    /** The names of the parts that must be ready before this one starts: all that it needs, unless it waits for some by itself. */
    default Set<String> startsAfter() {
        return needs();
    }

    /** Where to find it: host and port, or a URL. */
    String address();

    /** Writes what the process reads when it starts, and tells how to run it. Asked before every start. */
    Command command() throws IOException, InterruptedException;

    /** Asks the process whether it does its work. An exception means: not yet. */
    boolean isReady() throws IOException, InterruptedException;

    /** Puts in what the rest of the stack expects to find, once the process is ready. Safe to repeat. */
    default void deploy() throws IOException, InterruptedException {}

    default Signal stopSignal() {
        return Signal.TERM;
    }

    /** How long a start may take on a slow machine. */
    default Duration patience() {
        return Duration.ofMinutes(4);
    }
}
