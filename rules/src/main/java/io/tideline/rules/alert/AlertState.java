package io.tideline.rules.alert;

/** Where an alert is in its life; it only ever goes forward in this order. */
public enum AlertState {
    PENDING,
    FIRING,
    RESOLVED
}
