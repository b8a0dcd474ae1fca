package io.tideline.fetcher.reading;

/** Why a record or a reading could not be read. Table, metric and answer share this closed list. */
public enum RejectReason {
    /** The value is text that is no number. */
    VALUE_NOT_A_NUMBER,
    /** The value is NaN or infinite. */
    VALUE_NOT_FINITE,
    /** The record has no time. */
    TIME_MISSING,
    /** The time does not parse as the mapping says. */
    TIME_UNREADABLE,
    /** The time lies where no reading can be from: before 1900 or more than a year ahead. */
    TIME_OUT_OF_RANGE,
    /** The unit has no UCUM code in the unit table. */
    UNIT_UNKNOWN,
    /** The record does not say which entity it is about, or its name cannot be part of a key. */
    ENTITY_UNREADABLE,
    /** The record has not the shape that the mapping names. */
    RECORD_UNREADABLE
}
