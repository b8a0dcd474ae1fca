package io.tideline.rules.alert;

/** Why an alert resolved. */
public enum Reason {
    /** The condition is clear again. */
    CLEARED,
    RULE_CHANGED,
    RULE_DELETED,
    /** A late or revised reading shows that the alert never was as it was told; what is true instead follows as an alert of its own. */
    CORRECTED
}
