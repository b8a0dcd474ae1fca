package io.tideline.local.part;

import java.util.Locale;

/** Where a part is in its life. */
public enum State {
    /** Waits for what it needs. */
    WAITING,
    STARTING,
    READY,
    /** Its process has died; it is to be started again. */
    DEAD,
    STOPPED;

    /** In lower case, as people and programs read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
