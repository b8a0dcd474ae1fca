package io.tideline.rules.condition;

/**
 * A reading on the time axis of a condition.
 *
 * @param at milliseconds since 1970 on the axis of the condition
 */
public record Sample(long at, double value, String unit) {}
