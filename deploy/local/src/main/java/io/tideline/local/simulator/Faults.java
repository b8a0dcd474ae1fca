package io.tideline.local.simulator;

import org.jspecify.annotations.Nullable;

/** The fault that is switched on, if any. */
final class Faults {
    private @Nullable Fault fault;
    private int left;

    synchronized void set(Fault next) {
        fault = next;
        left = next.count();
    }

    synchronized void clear() {
        fault = null;
    }

    /** The fault that answers the next request, which uses it up. */
    synchronized @Nullable Fault take() {
        Fault taken = fault;
        if (taken != null && --left == 0) fault = null;
        return taken;
    }
}
