package io.tideline.spark.input;

/** Why a record of the topic {@code readings} is no reading. The closed list that log, metric and dead letter share. */
public enum RejectedReason {
    /** The record has no value. */
    EMPTY,
    /** The value does not begin with 0x00 and a four byte schema id. */
    NOT_FRAMED,
    /** The registry knows no schema under this id. */
    UNKNOWN_SCHEMA,
    /** The writer's schema cannot be read as a Reading. */
    INCOMPATIBLE_SCHEMA,
    /** The bytes do not follow the writer's schema. */
    UNREADABLE,
    /** Source, entity or metric is blank or holds a slash. */
    NO_SERIES,
    /** The value is NaN or infinite. */
    NOT_FINITE,
    /** observedAt is before 1970, or more than a year after fetchedAt. */
    IMPLAUSIBLE_TIME
}
