package io.tideline.local;

import io.tideline.local.part.RunningPart;

/** Hears what happens in a stack, from several threads. */
public interface StackListener {
    /** Hears nothing. */
    StackListener SILENT = new StackListener() {};

    /** The parts are known and about to be started. */
    default void prepared(LocalStack stack) {}

    /** A part has come to another state. */
    default void changed(RunningPart part) {}

    /** Something that a person should read. */
    default void reported(String message) {}
}
