package io.tideline.rules.condition;

/** What a value says about a condition. Between the threshold and the clear threshold nothing changes: that is hysteresis. */
public enum Level {
    BREAKS,
    BETWEEN,
    CLEARS,
    /** Too little is known yet, or the unit does not fit: nothing changes. */
    UNJUDGED
}
