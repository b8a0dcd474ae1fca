package io.tideline.rules.condition;

/** The clock that a condition lives by. */
public enum TimeAxis {
    /** Readings count at observedAt; time passes with the watermark. */
    EVENT_TIME,
    /** Readings count at fetchedAt; time passes with the wall clock, since nothing else moves when everything is silent. */
    PROCESSING_TIME
}
