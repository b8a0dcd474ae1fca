package io.tideline.rules.condition;

/** Which way a value has moved. */
public enum Direction {
    UP,
    DOWN,
    EITHER
}
